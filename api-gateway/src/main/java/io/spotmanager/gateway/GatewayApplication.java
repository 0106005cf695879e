package io.spotmanager.gateway;

import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.clouds.settings.FleetSettings;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.wiring.KernelConfiguration;
import java.time.Clock;
import org.springframework.amqp.core.Declarables;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The process that people and scripts talk to. Keeps nothing to itself, so any number of them can run. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import(KernelConfiguration.class)
public class GatewayApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The process as it runs by itself; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=api-gateway")
                .build();
    }

    @Bean
    OpenStackCloud openStackCloud(Environment environment) {
        return OpenStackCloud.connect(OpenStackSettings.from(environment::getProperty), Clock.systemUTC());
    }

    /** The cloud that the database is bound to, or has to be. */
    @Bean
    CloudIdentity cloudIdentity(Environment environment) {
        var settings = OpenStackSettings.from(environment::getProperty);
        return new CloudIdentity(
                settings.canonicalAuthUrl(), settings.credentials().projectLabel(), settings.region());
    }

    @Bean
    PoolNaming poolNaming(Environment environment) {
        return FleetSettings.from(environment::getProperty).naming();
    }

    @Bean
    MoveRules moveRules(PoolNaming naming) {
        return new MoveRules(naming);
    }

    /** So that a command finds its queue also before the first worker has ever run. */
    @Bean
    Declarables migrationCommands(Topology topology) {
        return topology.commandsOf("migration");
    }

    /** The inventory worker reads it; here it only matters whether it does. */
    @Bean
    Feature netbox(Environment environment) {
        return environment.getProperty("NETBOX_URL", "").isBlank()
                ? Feature.off("netbox", "no address of NetBox: set NETBOX_URL")
                : Feature.on("netbox");
    }
}
