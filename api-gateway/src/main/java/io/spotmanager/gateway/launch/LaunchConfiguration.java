package io.spotmanager.gateway.launch;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.clouds.launch.LaunchProviders.Missing;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.ratelimit.PostgresRateLimiter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Declarables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Launches are there when the keys are; without them, and with wrong settings, everything else goes on. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {
    private static final Logger log = LoggerFactory.getLogger(LaunchConfiguration.class);

    @Bean
    LaunchProviders launchVendors(Environment environment, JdbcClient jdbc) {
        try {
            return LaunchProviders.forPreviews(
                    environment::getProperty, rate -> PostgresRateLimiter.forReads(jdbc, rate));
        } catch (IllegalArgumentException e) {
            log.error("launches are switched off: {}", e.getMessage());
            return new Missing(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    LaunchServices launchServices(
            LaunchProviders vendors, OpenStackCloud cloud, Environment environment, JdbcClient jdbc) {
        return switch (vendors) {
            case Missing(var why) -> new LaunchServices(Feature.off("launch", why), Optional.empty());
            case Connected connected ->
                new LaunchServices(
                        Feature.on("launch"),
                        Optional.of(new LaunchServices.Clients(
                                connected,
                                new LaunchReader(
                                        cloud,
                                        connected.vms(),
                                        connected.catalogues(),
                                        cloud.networks(),
                                        new HostRepository(jdbc)::hasNvlinks),
                                new LaunchRules(FleetSettings.from(environment::getProperty), connected.regions()))));
        };
    }

    @Bean
    Feature launchFeature(LaunchServices services) {
        return services.feature();
    }

    /** So that a command finds its queue also before the first worker has ever run. */
    @Bean
    Declarables launchCommands(Topology topology) {
        return topology.commandsOf("launch");
    }
}
