package io.spotmanager.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.messaging.QueueGauges;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import java.util.List;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only gateways ask, which declare the queues of all commands. */
@Configuration(proxyBeanMethods = false)
class QueueGaugesConfiguration {
    private static final Duration POLL = Duration.ofSeconds(20);

    @Bean
    FixedDelayTask queueGaugesTask(AmqpAdmin broker, List<Declarables> declared, MeterRegistry meters) {
        return new FixedDelayTask("queue-gauges", POLL, new QueueGauges(broker, declared, meters)::update);
    }
}
