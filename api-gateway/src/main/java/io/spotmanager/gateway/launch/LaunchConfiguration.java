package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.workflow.messaging.Topology;
import org.springframework.amqp.core.Declarables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** So that a command finds its queue also before the first worker has ever run. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {
    @Bean
    Declarables launchCommands(Topology topology) {
        return topology.commandsOf(LaunchController.KIND);
    }

    @Bean
    Declarables retireCommands(Topology topology) {
        return topology.commandsOf(RetireController.KIND);
    }

    @Bean
    Declarables adoptVmCommands(Topology topology) {
        return topology.commandsOf(AdoptVmRequest.KIND);
    }
}
