package io.spotmanager.inventory;

import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.PoolNaming;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.wiring.KernelConfiguration;
import io.spotmanager.workflow.wiring.Pulse;
import java.time.Clock;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The process that keeps the snapshot of pools and hosts. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(KernelConfiguration.class)
@EnableConfigurationProperties(InventorySettings.class)
public class InventoryWorkerApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The process as it runs by itself; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(InventoryWorkerApplication.class)
                .properties("spring.config.name=inventory-worker")
                .build();
    }

    @Bean
    OpenStackCloud openStackCloud(Environment environment) {
        return OpenStackCloud.connect(OpenStackSettings.from(environment::getProperty), Clock.systemUTC());
    }

    @Bean
    @DependsOn("schema")
    Inventory inventory(ComputeCloud nova, JdbcClient jdbc) {
        return new Inventory(nova, PoolNaming.STANDARD, new SnapshotWriter(jdbc));
    }

    @Bean
    Pulse refreshPulse(Inventory inventory, InventorySettings settings) {
        return new Pulse("inventory-refresh", settings.refresh(), inventory::refresh);
    }

    /** A queue of this process alone: every replica hears of every change. */
    @Bean
    AnonymousQueue changedOperations() {
        return new AnonymousQueue();
    }

    @Bean
    Binding changedOperationsBinding(AnonymousQueue changedOperations) {
        return BindingBuilder.bind(changedOperations)
                .to(new TopicExchange(Topology.EVENTS))
                .with("operation.#");
    }

    @Bean
    SimpleMessageListenerContainer operationEvents(
            ConnectionFactory connections, AnonymousQueue changedOperations, Inventory inventory) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueues(changedOperations);
        container.setMissingQueuesFatal(false);
        container.setMessageListener(event -> inventory.refresh());
        return container;
    }
}
