package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.netbox.Netbox;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.inventory.source.FleetSources;
import io.spotmanager.tracing.TracingConfiguration;
import io.spotmanager.workflow.management.MetricsTokenConfiguration;
import io.spotmanager.workflow.wiring.GivenSettings;
import io.spotmanager.workflow.wiring.KernelConfiguration;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The process that keeps the snapshot of the fleet. Any number may run: one of them reads at a time. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({TracingConfiguration.class, KernelConfiguration.class, MetricsTokenConfiguration.class})
public class InventoryWorkerApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Returns the application of this process; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(InventoryWorkerApplication.class)
                .properties("spring.config.name=inventory-worker")
                .build();
    }

    @Bean
    OpenStackCloud openStackCloud(Environment environment) {
        return OpenStackCloud.connect(OpenStackSettings.from(GivenSettings.of(environment)), Clock.systemUTC());
    }

    /** The cloud to which the database is bound, or is to be bound. */
    @Bean
    CloudIdentity cloudIdentity(Environment environment) {
        var settings = OpenStackSettings.from(GivenSettings.of(environment));
        return new CloudIdentity(
                settings.canonicalAuthUrl(), settings.credentials().projectLabel(), settings.region());
    }

    /** Null if none is configured: injected as an empty {@code Optional}. */
    @Bean
    @Nullable
    Netbox netbox(Environment environment) {
        return NetboxSettings.from(GivenSettings.of(environment))
                .map(RestNetbox::connect)
                .orElse(null);
    }

    @Bean
    FleetSources fleetSources(
            ComputeInventory cloud, Optional<Netbox> netbox, ExecutorService kernelThreads, MeterRegistry meters) {
        return new FleetSources(cloud, netbox, kernelThreads, meters);
    }

    @Bean
    FleetRules fleetRules(Environment environment) {
        return FleetSettings.from(environment::getProperty);
    }
}
