package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.witness.DatabaseWatch;
import io.spotmanager.workflow.witness.MarkKeeper;
import io.spotmanager.workflow.witness.Witness;
import io.spotmanager.workflow.witness.WitnessedConnections;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.amqp.autoconfigure.CachingConnectionFactoryConfigurer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans that notice a database which is older than what is remembered of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WitnessSettings.class)
class WitnessConfiguration {
    @Bean
    static WitnessedConnections witnessedConnections() {
        return new WitnessedConnections();
    }

    @Bean
    Witness witness() {
        return new Witness();
    }

    @Bean
    @DependsOn("schema")
    DatabaseWatch databaseWatch(Witness witness, Environment environment) {
        return new DatabaseWatch(witness, part(environment) + "@" + hostName());
    }

    private static String part(Environment environment) {
        return environment.getProperty("spring.config.name", "part");
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Bean
    MarkKeeper markKeeper(
            Witness witness,
            DatabaseWatch watch,
            JdbcClient jdbc,
            Environment environment,
            WitnessSettings settings,
            KernelSettings kernel,
            CachingConnectionFactory connections,
            CachingConnectionFactoryConfigurer configurer) {
        // A connection of its own: one that publishes may be blocked, and that of the commands must not be.
        var own = new CachingConnectionFactory(connections.getRabbitConnectionFactory());
        configurer.configure(own);
        own.setPublisherConfirmType(ConfirmType.NONE);
        own.setPublisherReturns(false);
        own.setBeanName("marks");
        return new MarkKeeper(
                witness, watch, jdbc, part(environment), settings.dir(), connections, own, kernel.queues() == null);
    }

    /** Before anything is accepted or claimed: those begin when the application's lifecycle does. */
    @Bean
    SmartInitializingSingleton firstLook(MarkKeeper keeper, DatabaseWatch watch, WitnessedConnections connections) {
        return () -> {
            keeper.begin();
            connections.lookWith(watch);
        };
    }

    @Bean
    WitnessTask witnessTask(
            DatabaseWatch watch,
            MarkKeeper keeper,
            JdbcClient jdbc,
            SteadyConnection steady,
            Pace pace,
            WitnessSettings settings) {
        return new WitnessTask(watch, keeper, jdbc, steady, pace, settings.every());
    }
}
