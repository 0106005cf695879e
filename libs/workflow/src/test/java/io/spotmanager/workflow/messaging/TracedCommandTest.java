package io.spotmanager.workflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.audit.Json;
import io.spotmanager.collector.SpansInMemory;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.Command;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** A command on its way over the broker, from the row's trace to the worker's. */
class TracedCommandTest {
    private static final TraceContext ROW =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");

    private final SpansInMemory traces = new SpansInMemory();
    private final Broker broker = new Broker();
    private final List<Span> worked = new ArrayList<>();

    private static final class Broker extends RabbitTemplate {
        private final List<Message> messages = new ArrayList<>();
        private boolean confirms = true;

        @Override
        public void send(
                @Nullable String exchange,
                @Nullable String routingKey,
                Message message,
                @Nullable CorrelationData correlation) {
            messages.add(message);
            Objects.requireNonNull(correlation)
                    .getFuture()
                    .complete(new CorrelationData.Confirm(confirms, confirms ? null : "full"));
        }
    }

    private static AcceptedCommand accepted(@Nullable TraceContext trace) {
        var command = new Command("move", "gpu-1", Json.MAPPER.createObjectNode(), "ann", null, null);
        return new AcceptedCommand(new UUID(1, 2), command, null, Instant.EPOCH, trace);
    }

    private Message published(Tracing tracing, @Nullable TraceContext trace) {
        var publisher = new ConfirmedPublisher(broker, InstantSource.system(), tracing);
        assertThat(publisher.sendCommand(7, CommandMessage.of(accepted(trace)), "move"))
                .isCompletedWithValue(broker.confirms);
        return broker.messages.getLast();
    }

    private void taken(Message message) {
        new CommandListener(
                        id -> worked.add(Span.current()),
                        atOnce(),
                        new ConfirmedPublisher(broker, InstantSource.system()),
                        new SimpleMeterRegistry(),
                        traces)
                .onMessage(message, channel());
    }

    private static com.rabbitmq.client.Channel channel() {
        return (com.rabbitmq.client.Channel) Proxy.newProxyInstance(
                TracedCommandTest.class.getClassLoader(),
                new Class<?>[] {com.rabbitmq.client.Channel.class},
                (proxy, method, arguments) -> null);
    }

    private static ExecutorService atOnce() {
        return new AbstractExecutorService() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public void shutdown() {}

            @Override
            public List<Runnable> shutdownNow() {
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return false;
            }

            @Override
            public boolean isTerminated() {
                return false;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return true;
            }
        };
    }

    @Test
    void the_worker_works_below_the_span_that_published_and_that_is_below_the_row() {
        var message = published(traces, ROW);
        taken(message);

        var publish = traces.the("publish spot.commands");
        var process = traces.the("process spot.commands");
        assertThat(publish.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(publish.kind()).isEqualTo("PRODUCER");
        assertThat(publish.failed()).isFalse();
        assertThat(process.isBelow(publish)).isTrue();
        assertThat(process.kind()).isEqualTo("CONSUMER");
        assertThat(process.attribute("spot.operation")).isEqualTo(new UUID(1, 2).toString());
        assertThat(process.attribute("messaging.message.id")).endsWith("/7");
        assertThat(worked)
                .hasSize(1)
                .first()
                .satisfies(span ->
                        assertThat(span.context().orElseThrow().traceparent()).contains(process.id()));
    }

    @Test
    void readers_of_the_payload_see_the_trace_of_the_operation() {
        var message = published(traces, ROW);

        assertThat(Json.MAPPER.readTree(message.getBody()).path("traceparent").asString())
                .isEqualTo(ROW.traceparent());
        assertThat(message.getMessageProperties().<Object>getHeader("traceparent"))
                .isNotEqualTo(ROW.traceparent());
    }

    @Test
    void without_tracing_the_trace_is_passed_on_as_it_came() {
        var message = published(Tracing.OFF, ROW);

        assertThat(message.getMessageProperties().<Object>getHeader("traceparent"))
                .isEqualTo(ROW.traceparent());
        assertThat(message.getMessageProperties().<Object>getHeader("tracestate"))
                .isEqualTo("vendor=1");
    }

    @Test
    void a_command_that_the_broker_does_not_take_fails_its_span() {
        broker.confirms = false;
        published(traces, ROW);

        assertThat(traces.the("publish spot.commands").attribute("error.type")).isEqualTo("unconfirmed");
    }

    @Test
    void a_message_without_a_trace_or_with_a_forged_one_is_executed_all_the_same() {
        taken(published(traces, null));
        var forged = published(traces, ROW);
        forged.getMessageProperties().setHeader("traceparent", "nonsense");
        taken(forged);
        forged.getMessageProperties().setHeader("traceparent", 17);
        taken(forged);

        assertThat(worked).hasSize(3).containsOnly(Span.NONE);
    }
}
