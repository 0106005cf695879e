package io.spotmanager.gateway;

import io.spotmanager.domain.pool.DrainRules;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.tracing.TracingConfiguration;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.wiring.KernelConfiguration;
import org.springframework.amqp.core.Declarables;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The HTTP API and the board. It is stateless, so any number of instances can run. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({TracingConfiguration.class, KernelConfiguration.class})
public class GatewayApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The application, also for a process that runs several applications. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=api-gateway")
                .build();
    }

    @Bean
    PoolNaming poolNaming(Environment environment) {
        return FleetSettings.from(environment::getProperty).naming();
    }

    @Bean
    MoveRules moveRules(PoolNaming naming) {
        return new MoveRules(naming);
    }

    @Bean
    StockRules stockRules(PoolNaming naming, Environment environment) {
        return new StockRules(
                naming, FleetSettings.from(environment::getProperty).types());
    }

    @Bean
    DrainRules drainRules(PoolNaming naming) {
        return new DrainRules(naming);
    }

    /** Declares the queue, so that commands are kept before the first worker has started. */
    @Bean
    Declarables migrationCommands(Topology topology) {
        return topology.commandsOf("migration");
    }

    @Bean
    Declarables placementCommands(Topology topology) {
        return topology.commandsOf("placement");
    }

    @Bean
    Declarables drainCommands(Topology topology) {
        return topology.commandsOf("drain");
    }

    @Bean
    Declarables withdrawalCommands(Topology topology) {
        return topology.commandsOf("withdrawal");
    }
}
