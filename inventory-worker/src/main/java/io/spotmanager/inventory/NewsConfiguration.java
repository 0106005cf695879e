package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.workflow.event.OperationChanges;
import io.spotmanager.workflow.messaging.Topology;
import java.util.concurrent.ExecutorService;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where news of the fleet come from: one queue for all replicas, since one of them is enough to read a host. */
@Configuration(proxyBeanMethods = false)
class NewsConfiguration {
    private static final String QUEUE = "spot.inventory";

    /** Goes with the last replica: news from before a start are of no use after it. */
    @Bean
    Declarables newsTopology() {
        var queue = QueueBuilder.durable(QUEUE).autoDelete().build();
        var events = new TopicExchange(Topology.EVENTS);
        return new Declarables(
                queue,
                BindingBuilder.bind(queue).to(events).with(OperationChanges.ROUTE),
                BindingBuilder.bind(queue).to(events).with(SnapshotEvent.REFRESH_ROUTE));
    }

    @Bean
    SimpleMessageListenerContainer fleetNews(
            ConnectionFactory connections, Inventory inventory, ChangedHosts hosts, ExecutorService kernelThreads) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(QUEUE);
        container.setMissingQueuesFatal(false);
        container.setDefaultRequeueRejected(false); // a message that fails would fail again
        container.setMessageListener(new OperationEventListener(inventory::refreshWhenDue, hosts, kernelThreads));
        return container;
    }
}
