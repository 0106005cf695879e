package io.spotmanager.launch;

import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.launch.externalresource.StepSupport;
import io.spotmanager.launch.network.AttachNetworkWorkflow;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.WorkerConfiguration;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The worker for attaching networks; database, broker and cloud are those of the context above. No component, so that the
 * context above does not find it by scanning.
 */
@Import(WorkerConfiguration.class)
class AttachNetworkConfiguration {
    /** Of the same name as the one above, so that this one counts here. */
    @Bean
    Workflow workflow(OpenStackCloud cloud, StepSupport making) {
        return AttachNetworkWorkflow.on(cloud.networks(), making);
    }

    /** Declares the queue of this context's worker. */
    @Bean
    RabbitAdmin attachNetworkAdmin(ConnectionFactory connections) {
        return new RabbitAdmin(connections);
    }
}
