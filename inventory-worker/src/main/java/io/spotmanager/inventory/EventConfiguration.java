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

/** The queue of events about the fleet: one for all replicas, since one of them is enough to read a host. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
    private static final String QUEUE = "spot.inventory";

    /** The broker deletes the queue with the last replica: a replica reads the whole fleet when it starts. */
    @Bean
    Declarables eventTopology() {
        var queue = QueueBuilder.durable(QUEUE).autoDelete().build();
        var events = new TopicExchange(Topology.EVENTS);
        return new Declarables(
                queue,
                BindingBuilder.bind(queue).to(events).with(OperationChanges.ROUTE),
                BindingBuilder.bind(queue).to(events).with(SnapshotEvent.REFRESH_ROUTE));
    }

    @Bean
    SimpleMessageListenerContainer eventListener(
            ConnectionFactory connections, Inventory inventory, ChangedHosts hosts, ExecutorService kernelThreads) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(QUEUE);
        container.setMissingQueuesFatal(false);
        container.setDefaultRequeueRejected(false); // a message that fails would fail again
        container.setMessageListener(new OperationEventListener(inventory::refreshWhenDue, hosts, kernelThreads));
        return container;
    }
}
