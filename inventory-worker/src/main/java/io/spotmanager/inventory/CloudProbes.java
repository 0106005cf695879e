package io.spotmanager.inventory;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.CloudLook;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.domain.netbox.Netbox;
import io.spotmanager.workflow.health.Dependency;
import io.spotmanager.workflow.health.DependencyProbe;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this worker looks at the clouds that it reads. */
@Configuration(proxyBeanMethods = false)
class CloudProbes {
    @Bean
    DependencyProbe openStackProbe(OpenStackCloud cloud) {
        return new DependencyProbe(Dependency.OPENSTACK, DependencyProbe.SOON, new CloudLook(cloud)::trouble);
    }

    @Bean
    DependencyProbe netboxProbe(Optional<Netbox> netbox) {
        return netbox.map(asked -> new DependencyProbe(Dependency.NETBOX, DependencyProbe.SOON, asked::trouble))
                .orElseGet(() -> DependencyProbe.off(Dependency.NETBOX));
    }

    @Bean
    DependencyProbe hyperstackProbe(LaunchProviders providers) {
        return switch (providers) {
            case LaunchProviders.Missing _ -> DependencyProbe.off(Dependency.HYPERSTACK);
            case LaunchProviders.Connected connected ->
                new DependencyProbe(
                        Dependency.HYPERSTACK,
                        DependencyProbe.SELDOM,
                        () -> connected.vms().environments().trouble());
        };
    }
}
