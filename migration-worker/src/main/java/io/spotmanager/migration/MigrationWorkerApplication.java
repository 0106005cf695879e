package io.spotmanager.migration;

import io.spotmanager.clouds.openstack.CloudLook;
import io.spotmanager.clouds.openstack.CredentialsCheck;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.tracing.TracingConfiguration;
import io.spotmanager.workflow.health.Dependency;
import io.spotmanager.workflow.health.DependencyProbe;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.GivenSettings;
import io.spotmanager.workflow.wiring.WorkerConfiguration;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** The process that carries out moves. Run as many as you like. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({TracingConfiguration.class, WorkerConfiguration.class})
public class MigrationWorkerApplication {
    private static final Logger log = LoggerFactory.getLogger(MigrationWorkerApplication.class);

    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The process as it runs by itself; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(MigrationWorkerApplication.class)
                .properties("spring.config.name=migration-worker")
                .build();
    }

    @Bean
    OpenStackCloud openStackCloud(Environment environment, InstantSource clock) {
        return OpenStackCloud.connect(OpenStackSettings.from(GivenSettings.of(environment)), clock);
    }

    @Bean
    DependencyProbe openStackProbe(OpenStackCloud cloud) {
        return new DependencyProbe(Dependency.OPENSTACK, DependencyProbe.SOON, new CloudLook(cloud)::trouble);
    }

    /** The cloud that the database is bound to, or has to be. */
    @Bean
    CloudIdentity cloudIdentity(Environment environment) {
        var settings = OpenStackSettings.from(GivenSettings.of(environment));
        return new CloudIdentity(
                settings.canonicalAuthUrl(), settings.credentials().projectLabel(), settings.region());
    }

    @Bean
    Workflow migration(
            ComputeCloud nova,
            Environment environment,
            @Value("${spot.migration.late-effect-window:30s}") Duration settle,
            InstantSource clock) {
        return MigrationWorkflow.on(
                nova, FleetSettings.from(environment::getProperty).naming(), settle, clock);
    }

    @Bean
    StockWorkflows stockWorkflows(
            ComputeCloud nova,
            Environment environment,
            @Value("${spot.migration.late-effect-window:30s}") Duration settle,
            InstantSource clock) {
        var rules = FleetSettings.from(environment::getProperty);
        return new StockWorkflows(nova, rules.naming(), rules.types(), settle, clock);
    }

    @Bean
    Workflow placement(StockWorkflows workflows) {
        return workflows.placement();
    }

    @Bean
    Workflow withdrawal(StockWorkflows workflows) {
        return workflows.withdrawal();
    }

    @Bean
    Workflow drain(StockWorkflows workflows) {
        return workflows.drain();
    }

    /** Says at once what would otherwise show with the first move; the worker runs on, since clouds come back. */
    @EventListener
    void checkCredentials(ApplicationReadyEvent ready) {
        var cloud = ready.getApplicationContext().getBean(OpenStackCloud.class);
        switch (cloud.check()) {
            case CredentialsCheck.Accepted(var sentence) -> {
                log.info("{}", sentence);
                cloud.placementTrouble().ifPresent(log::warn);
            }
            case CredentialsCheck.Rejected(var sentence) -> log.error("No move can be made: {}", sentence);
            case CredentialsCheck.Unreachable(var sentence) -> log.warn("Moves wait until it answers: {}", sentence);
        }
    }
}
