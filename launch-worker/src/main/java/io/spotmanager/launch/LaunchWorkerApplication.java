package io.spotmanager.launch;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.launch.adopt.AdoptVmWorkflow;
import io.spotmanager.launch.firewall.AttachFirewallWorkflow;
import io.spotmanager.launch.network.AttachNetworkWorkflow;
import io.spotmanager.launch.retire.RetireAndMoveWorkflow;
import io.spotmanager.launch.retire.RetireParts;
import io.spotmanager.launch.retire.RetireWorkflow;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.launch.vm.LaunchParts;
import io.spotmanager.launch.vm.LaunchWorkflow;
import io.spotmanager.tracing.TracingConfiguration;
import io.spotmanager.workflow.operation.SucceededOperations;
import io.spotmanager.workflow.ratelimit.PostgresRateLimiter;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.GivenSettings;
import io.spotmanager.workflow.wiring.WorkerConfiguration;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The process that launches VMs for RunPod, and attaches networks and firewalls. Run as many as you like. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({TracingConfiguration.class, WorkerConfiguration.class, StartChecks.class, CloudProbes.class})
@EnableConfigurationProperties(LaunchTimeouts.class)
public class LaunchWorkerApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The process as it runs by itself; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(LaunchWorkerApplication.class)
                .properties("spring.config.name=launch-worker")
                .build();
    }

    @Bean
    OpenStackCloud openStackCloud(Environment environment, InstantSource clock) {
        return OpenStackCloud.connect(OpenStackSettings.from(GivenSettings.of(environment)), clock);
    }

    /** The cloud that the database is bound to, or has to be. */
    @Bean
    CloudIdentity cloudIdentity(Environment environment) {
        var settings = OpenStackSettings.from(GivenSettings.of(environment));
        return new CloudIdentity(
                settings.canonicalAuthUrl(), settings.credentials().projectLabel(), settings.region());
    }

    @Bean
    LaunchProviders launchVendors(Environment environment, JdbcClient jdbc, InstantSource clock) {
        return LaunchProviders.from(GivenSettings.of(environment), rate -> new PostgresRateLimiter(jdbc, rate), clock);
    }

    @Bean
    Workflow launch(
            OpenStackCloud cloud,
            LaunchProviders vendors,
            Environment environment,
            JdbcClient jdbc,
            LaunchTimeouts timeouts,
            InstantSource clock) {
        return switch (vendors) {
            case LaunchProviders.Missing(var why) -> LaunchWorkflow.off(why, timeouts.lateEffectWindow());
            case LaunchProviders.Connected(var vms, var catalogues, var machines, var regions, var cloudInit) ->
                LaunchWorkflow.on(new LaunchParts(
                        cloud,
                        new LaunchParts.Vendors(vms, machines, cloud.networks()),
                        catalogues,
                        new HostRepository(jdbc)::hasNvlinks,
                        new LaunchRules(FleetSettings.from(environment::getProperty), regions),
                        cloudInit,
                        timeouts,
                        clock));
        };
    }

    @Bean
    Workflow retire(
            OpenStackCloud cloud,
            LaunchProviders vendors,
            JdbcClient jdbc,
            LaunchTimeouts timeouts,
            InstantSource clock) {
        return switch (vendors) {
            case LaunchProviders.Missing(var why) -> RetireWorkflow.off(why, timeouts.lateEffectWindow());
            case LaunchProviders.Connected connected ->
                RetireWorkflow.on(retireParts(cloud, connected, jdbc, timeouts, clock));
        };
    }

    @Bean
    Workflow retireAndMove(
            OpenStackCloud cloud,
            LaunchProviders vendors,
            Environment environment,
            JdbcClient jdbc,
            LaunchTimeouts timeouts,
            InstantSource clock) {
        return switch (vendors) {
            case LaunchProviders.Missing(var why) -> RetireAndMoveWorkflow.off(why, timeouts.lateEffectWindow());
            case LaunchProviders.Connected connected ->
                RetireAndMoveWorkflow.on(
                        retireParts(cloud, connected, jdbc, timeouts, clock),
                        cloud,
                        FleetSettings.from(environment::getProperty).naming());
        };
    }

    private static RetireParts retireParts(
            OpenStackCloud cloud,
            LaunchProviders.Connected connected,
            JdbcClient jdbc,
            LaunchTimeouts timeouts,
            InstantSource clock) {
        return new RetireParts(
                new LaunchParts.Vendors(connected.vms(), connected.machines(), cloud.networks()),
                host -> new SucceededOperations(jdbc)
                        .latest(AdoptVmRequest.KIND, host, AdoptVmRequest.class)
                        .map(adoption -> adoption.request().by(adoption.requestedBy())),
                timeouts,
                clock);
    }

    @Bean
    Workflow adoptVm(OpenStackCloud cloud, LaunchProviders vendors, LaunchTimeouts timeouts, InstantSource clock) {
        return switch (vendors) {
            case LaunchProviders.Missing(var why) -> AdoptVmWorkflow.off(why, timeouts.lateEffectWindow());
            case LaunchProviders.Connected connected ->
                AdoptVmWorkflow.on(
                        new LaunchParts.Vendors(connected.vms(), connected.machines(), cloud.networks()),
                        timeouts,
                        clock);
        };
    }

    @Bean
    Workflow attachFirewall(LaunchProviders vendors, LaunchTimeouts timeouts, InstantSource clock) {
        return switch (vendors) {
            case LaunchProviders.Missing(var why) -> AttachFirewallWorkflow.off(why, timeouts.lateEffectWindow());
            case LaunchProviders.Connected connected ->
                AttachFirewallWorkflow.on(connected.vms(), connected.regions(), timeouts, clock);
        };
    }

    @Bean
    Workflow attachNetwork(OpenStackCloud cloud, LaunchTimeouts timeouts, InstantSource clock) {
        return AttachNetworkWorkflow.on(cloud.networks(), timeouts, clock);
    }
}
