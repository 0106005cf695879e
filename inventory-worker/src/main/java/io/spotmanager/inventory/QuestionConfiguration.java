package io.spotmanager.inventory;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.fleet.catalogue.CatalogueTable;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.inventory.launches.LaunchAnswers;
import io.spotmanager.inventory.launches.LaunchCatalogue;
import io.spotmanager.questions.Answers;
import io.spotmanager.questions.QuestionConsumers;
import io.spotmanager.questions.QuestionSettings;
import io.spotmanager.questions.QuestionTopology;
import io.spotmanager.workflow.operation.SucceededOperations;
import io.spotmanager.workflow.ratelimit.PostgresRateLimiter;
import io.spotmanager.workflow.wiring.GivenSettings;
import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What gateways want to know of the clouds, which have no credentials for them: answers to questions, and the catalogue of launches. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuestionSettings.class)
class QuestionConfiguration {
    private static final Logger log = LoggerFactory.getLogger(QuestionConfiguration.class);

    /** Launches are there when the keys are; without them, and with wrong settings, everything else goes on. */
    @Bean
    LaunchProviders launchProviders(Environment environment, JdbcClient jdbc) {
        try {
            return LaunchProviders.forPreviews(
                    GivenSettings.of(environment), rate -> PostgresRateLimiter.forReads(jdbc, rate));
        } catch (IllegalArgumentException e) {
            log.error("launches are switched off: {}", e.getMessage());
            return new LaunchProviders.Missing(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    LaunchAnswers launchAnswers(LaunchProviders providers, OpenStackCloud cloud, FleetRules rules, JdbcClient jdbc) {
        return switch (providers) {
            case LaunchProviders.Missing(var why) -> new LaunchAnswers.Off(why);
            case LaunchProviders.Connected connected ->
                new LaunchAnswers.On(
                        connected,
                        new LaunchReader(
                                cloud,
                                connected.vms(),
                                connected.catalogues(),
                                cloud.networks(),
                                new HostRepository(jdbc)::hasNvlinks),
                        new LaunchRules(rules, connected.regions()),
                        host -> new SucceededOperations(jdbc)
                                .latest(AdoptVmRequest.KIND, host, AdoptVmRequest.class)
                                .map(adoption -> adoption.request().by(adoption.requestedBy())));
        };
    }

    @Bean
    @DependsOn("schema")
    LaunchCatalogue launchCatalogue(LaunchProviders providers, JdbcClient jdbc, InstantSource clock) {
        return new LaunchCatalogue(providers, new CatalogueTable(jdbc), clock);
    }

    @Bean
    PacedTask launchCatalogueTask(LaunchCatalogue catalogue, InventorySettings settings) {
        return PacedTask.on(
                WorkSign.when(CatalogueTable.DUE),
                "launch-catalogue",
                settings.pollInterval(),
                catalogue::refreshWhenDue);
    }

    @Bean
    Answers answers(OpenStackCloud cloud, LaunchAnswers launches) {
        return new CloudAnswers(cloud, cloud.networks(), launches);
    }

    @Bean
    Declarables questionTopology() {
        return QuestionTopology.answering();
    }

    @Bean
    SimpleMessageListenerContainer questionConsumers(
            ConnectionFactory connections,
            Answers answers,
            QuestionSettings settings,
            ExecutorService kernelThreads,
            Tracing tracing) {
        return QuestionConsumers.of(connections, answers, settings, kernelThreads, tracing);
    }
}
