package io.spotmanager.gateway.webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.wiring.FixedDelayTask;
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
    FixedDelayTask webhookBeat(WebhookLanes lanes, WebhookSettings settings) {
        return new FixedDelayTask("webhooks", settings.every(), lanes::run);
    }

    @Bean
    @DependsOn("schema")
    FixedDelayTask webhookSources(SourceWatch sources) {
        return new FixedDelayTask("webhook-sources", SOURCES, sources::run);
    }

    @Bean
    @DependsOn("schema")
    FixedDelayTask webhookCleanup(JdbcClient jdbc, WebhookSettings settings) {
        return new FixedDelayTask("webhook-cleanup", CLEANUP, new DeliveryCleanup(jdbc, settings.kept())::run);
    }

    @Bean
    @DependsOn("schema")
    FixedDelayTask webhookGauges(JdbcClient jdbc, MeterRegistry meters) {
        return new FixedDelayTask("webhook-gauges", GAUGES, new WebhookGauges(jdbc, meters)::run);
    }
}
