package io.spotmanager.gateway.webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done for webhooks without a request. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    private static final Duration SOURCES = Duration.ofSeconds(2);
    private static final Duration CLEANUP = Duration.ofMinutes(10);
    private static final Duration GAUGES = Duration.ofSeconds(15);

    @Bean
    ReceiverClient webhookReceivers(WebhookSettings settings, AddressRules rules) {
        return new ReceiverClient(settings, rules, SystemDefaultDnsResolver.INSTANCE);
    }

    @Bean
    Sending webhookSending(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            EventBodies bodies,
            ReceiverClient client,
            WebhookRecord record,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            WebhookSettings settings) {
        return new Sending(
                webhooks,
                deliveries,
                bodies,
                client,
                new DeliveryDecision(settings, RandomGenerator.getDefault()),
                record,
                new TransactionTemplate(transactions),
                deliveries::now,
                meters,
                settings);
    }

    @Bean
    WebhookLanes webhookLanes(WebhookStore webhooks, DeliveryStore deliveries, Sending sending, WebhookRights rights) {
        return new WebhookLanes(webhooks, deliveries, sending, rights);
    }

    @Bean
    @DependsOn("schema")
    PacedTask webhookBeat(WebhookLanes lanes, WebhookSettings settings) {
        return PacedTask.on(WorkSign.when(DeliveryStore.ANY_DUE_SOON), "webhooks", settings.every(), lanes::run);
    }

    @Bean
    @DependsOn("schema")
    PacedTask webhookSources(SourceWatch sources, SnapshotStatusRepository status) {
        return PacedTask.on(
                WorkSign.when("false").orChanged(status.staleness()), "webhook-sources", SOURCES, sources::run);
    }

    @Bean
    @DependsOn("schema")
    FixedDelayTask webhookCleanup(JdbcClient jdbc, WebhookSettings settings) {
        return new FixedDelayTask("webhook-cleanup", CLEANUP, new DeliveryCleanup(jdbc, settings.kept())::run);
    }

    @Bean
    @DependsOn("schema")
    PacedTask webhookGauges(JdbcClient jdbc, MeterRegistry meters) {
        return PacedTask.on(
                WorkSign.whileAndAfter(DeliveryStore.ANY_BEHIND),
                "webhook-gauges",
                GAUGES,
                new WebhookGauges(jdbc, meters)::run);
    }
}
