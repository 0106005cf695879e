package io.spotmanager.launch;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.CloudLook;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.workflow.health.Dependency;
import io.spotmanager.workflow.health.DependencyProbe;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this worker looks at the clouds that it calls. */
@Configuration(proxyBeanMethods = false)
class CloudProbes {
    @Bean
    DependencyProbe openStackProbe(OpenStackCloud cloud) {
        return new DependencyProbe(Dependency.OPENSTACK, DependencyProbe.SOON, new CloudLook(cloud)::trouble);
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

    @Bean
    DependencyProbe runPodProbe(LaunchProviders providers) {
        return switch (providers) {
            case LaunchProviders.Missing _ -> DependencyProbe.off(Dependency.RUNPOD);
            case LaunchProviders.Connected connected
            when connected.machines().isByHand() -> DependencyProbe.off(Dependency.RUNPOD);
            case LaunchProviders.Connected connected ->
                new DependencyProbe(
                        Dependency.RUNPOD,
                        DependencyProbe.SELDOM,
                        () -> connected.machines().machines().trouble());
        };
    }
}
