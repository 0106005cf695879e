package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.workflow.messaging.Topology;
import org.springframework.amqp.core.Declarables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** So that a command finds its queue also before the first worker has ever run, and a retirement its review. */
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
    Declarables retireAndMoveCommands(Topology topology) {
        return topology.commandsOf(RetireAndMoveRequest.KIND);
    }

    @Bean
    RetireReview retireReview(ReviewedHosts hosts, RetirePreviews previews) {
        return new RetireReview(RetireController.KIND, hosts, previews);
    }

    @Bean
    RetireReview retireAndMoveReview(ReviewedHosts hosts, RetirePreviews previews) {
        return new RetireReview(RetireAndMoveRequest.KIND, hosts, previews);
    }

    @Bean
    Declarables adoptVmCommands(Topology topology) {
        return topology.commandsOf(AdoptVmRequest.KIND);
    }

    @Bean
    Declarables attachFirewallCommands(Topology topology) {
        return topology.commandsOf(AttachFirewallRequest.KIND);
    }
}
