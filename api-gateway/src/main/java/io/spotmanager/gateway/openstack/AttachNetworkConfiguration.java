package io.spotmanager.gateway.openstack;

import io.spotmanager.workflow.messaging.Topology;
import org.springframework.amqp.core.Declarables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** So that commands find their queue also before the first worker has ever run. */
@Configuration(proxyBeanMethods = false)
class AttachNetworkConfiguration {
    @Bean
    Declarables attachNetworkCommands(Topology topology) {
        return topology.commandsOf(OpenStackController.KIND);
    }
}
