package io.spotmanager.workflow.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueInformation;

/** How many messages wait in our queues, as metrics. */
public final class QueueGauges {
    private static final Logger log = LoggerFactory.getLogger(QueueGauges.class);

    private final AmqpAdmin broker;
    private final List<String> queues;
    private final MultiGauge messages;

    /** @param declared what this part declares at the broker; its named queues are shown */
    public QueueGauges(AmqpAdmin broker, Collection<Declarables> declared, MeterRegistry meters) {
        this.broker = broker;
        this.queues = declared.stream()
                .flatMap(each -> each.getDeclarablesByType(Queue.class).stream())
                .filter(queue -> !queue.isExclusive())
                .map(Queue::getName)
                .distinct()
                .sorted()
                .toList();
        this.messages = MultiGauge.builder("spot.queue.messages")
                .description("messages that wait in a queue and were not delivered yet")
                .register(meters);
    }

    /** Asks the broker. Never throws: while it is away there are no series, because nobody knows. */
    public void update() {
        try {
            messages.register(
                    queues.stream()
                            .flatMap(this::information)
                            .map(QueueGauges::row)
                            .toList(),
                    true);
        } catch (AmqpException e) {
            log.debug("The broker did not tell how many messages wait: {}", e.getMessage());
            messages.register(List.of(), true);
        }
    }

    private Stream<QueueInformation> information(String queue) {
        return Stream.ofNullable(broker.getQueueInfo(queue));
    }

    private static MultiGauge.Row<?> row(QueueInformation queue) {
        return MultiGauge.Row.of(Tags.of("queue", Objects.requireNonNull(queue.getName())), queue.getMessageCount());
    }
}
