package io.spotmanager.system.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.collector.CollectedSpan;
import io.spotmanager.collector.Collector;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway and two workers as processes of their own send their spans to a collector: a move is one trace, whatever happens to it. */
@Timeout(300)
class TracesTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration FOR_GOOD = Duration.ofMinutes(2);

    private static Collector collector;
    private static Installation installation;
    private static Client admin;
    private static Iterator<Move> moves;

    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String caller = trace.substring(0, 16);
    private Move move;

    @BeforeAll
    static void open() {
        collector = Collector.start();
        var endpoint = "--OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.endpoint();
        installation = Installation.start(
                TracesTest.class,
                Brokers.best(),
                new Installation.Size(60, 2),
                endpoint,
                "--logging.structured.format.console=ecs");
        admin = Installation.adminOf(installation.anotherGateway(endpoint));
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void everyWorkerRuns() {
        installation.cloud().behave();
        installation.workers().stream().filter(worker -> !worker.alive()).forEach(Part::start);
        installation.workers().forEach(Part::awaitReady);
    }

    @AfterAll
    static void close() {
        admin.close();
        installation.close();
        collector.close();
    }

    private UUID moved() {
        return admin.askWith(move, Map.of("traceparent", "00-%s-%s-01".formatted(trace, caller)))
                .id();
    }

    private List<CollectedSpan> spans() {
        return collector.spansOf(trace);
    }

    private List<CollectedSpan> named(String name) {
        return spans().stream().filter(span -> span.name().equals(name)).toList();
    }

    private CollectedSpan the(String name) {
        await(name).atMost(MAX_WAIT).until(() -> !named(name).isEmpty());
        assertThat(named(name)).as(name).hasSize(1);
        return named(name).getFirst();
    }

    private static Set<String> outlines(List<CollectedSpan> spans) {
        return spans.stream().map(span -> span.kind() + " " + span.name()).collect(Collectors.toSet());
    }

    private CollectedSpan parentOf(CollectedSpan span) {
        await("the span above " + span)
                .atMost(MAX_WAIT)
                .until(() -> spans().stream().anyMatch(span::isBelow));
        return spans().stream().filter(span::isBelow).findFirst().orElseThrow();
    }

    private List<CollectedSpan> below(CollectedSpan parent) {
        return spans().stream().filter(span -> span.isBelow(parent)).toList();
    }

    @Test
    void a_move_is_one_trace_from_the_request_through_the_broker_to_each_call() {
        var operation = moved();
        assertThat(installation.awaitEnd(operation, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
        the("step verify");

        var request = the("POST /api/execute-migration");
        assertThat(request.parent()).isEqualTo(caller);
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.part()).isEqualTo("api-gateway");
        assertThat(request.attributes())
                .isEqualTo(Map.of(
                        "http.request.method", "POST",
                        "http.route", "/api/execute-migration",
                        "http.response.status_code", "202",
                        "url.scheme", "http",
                        "spot.operation", operation.toString()));

        var submission = the("submit migration");
        assertThat(submission.isBelow(request)).isTrue();
        assertThat(submission.attribute("spot.host")).isEqualTo(move.host());

        // A command that is not confirmed soon is published once more; then two are taken, and one of them does
        // nothing.
        var processed = parentOf(the("step verify"));
        assertThat(processed.name()).isEqualTo("process spot.commands");
        assertThat(processed.kind()).isEqualTo("CONSUMER");
        assertThat(processed.part()).isEqualTo("migration-worker");
        assertThat(processed.attribute("messaging.rabbitmq.destination.routing_key"))
                .isEqualTo("migration");
        var published = parentOf(processed);
        assertThat(published.name()).isEqualTo("publish spot.commands");
        assertThat(published.kind()).isEqualTo("PRODUCER");
        assertThat(published.isBelow(submission)).isTrue();

        assertThat(below(processed)).allSatisfy(step -> {
            assertThat(step.name()).isEqualTo("step " + step.attribute("spot.step"));
            assertThat(step.attribute("spot.operation")).isEqualTo(operation.toString());
            assertThat(step.attribute("spot.host")).isEqualTo(move.host());
            assertThat(step.attribute("spot.workflow")).isEqualTo("migration");
            assertThat(step.attribute("spot.attempt")).isEqualTo("1");
            assertThat(step.attribute("spot.event")).isEqualTo("DONE");
        });
        assertThat(outlines(below(processed)))
                .containsExactlyInAnyOrder(
                        "INTERNAL step validate",
                        "INTERNAL step remove host",
                        "INTERNAL step add host",
                        "INTERNAL step verify");
        var removal = below(the("step remove host"));
        assertThat(removal)
                .anySatisfy(call -> {
                    assertThat(call.kind()).isEqualTo("CLIENT");
                    assertThat(call.name()).isEqualTo("POST");
                    assertThat(call.attribute("url.path")).matches("/v2.1/.*os-aggregates/\\d+/action");
                    assertThat(call.attribute("server.address")).isEqualTo("127.0.0.1");
                    assertThat(call.attribute("http.response.status_code")).isEqualTo("200");
                })
                .allSatisfy(call -> assertThat(call.attributes().keySet())
                        .isSubsetOf(
                                "http.request.method",
                                "http.response.status_code",
                                "server.address",
                                "server.port",
                                "url.path",
                                "url.scheme",
                                "error.type"));
        assertThat(spans())
                .as("all of them hang together")
                .allSatisfy(span -> assertThat(
                                span.equals(request) || spans().stream().anyMatch(span::isBelow))
                        .as(span.toString())
                        .isTrue());
    }

    @Test
    void another_worker_goes_on_with_the_trace_of_the_one_that_was_killed() {
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("hang").onAdding(move.host()).lasting(FOR_GOOD).once());
        var operation = moved();
        await("the add").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        the("step remove host");

        var killed = installation.worker(admin.operation(operation).latestWorker());
        killed.kill();
        assertThat(installation.awaitEnd(operation, MAX_WAIT).state()).isEqualTo("SUCCEEDED");

        var addition = the("step add host");
        var removal = the("step remove host");
        assertThat(process(addition)).isNotEqualTo(process(removal));
        assertThat(process(the("step verify"))).isEqualTo(process(addition));
        assertThat(parentOf(addition)).as("each took a command of its own").isNotEqualTo(parentOf(removal));
        for (var step : List.of(removal, addition)) {
            assertThat(parentOf(step).name()).isEqualTo("process spot.commands");
            // Below what the row says; in between is the publication, unless a part without tracing made it.
            assertThat(parentOf(parentOf(step)).isBelow(the("submit migration"))
                            || parentOf(step).isBelow(the("submit migration")))
                    .as(step.toString())
                    .isTrue();
        }
    }

    private static String process(CollectedSpan span) {
        return span.process().getOrDefault("service.instance.id", "");
    }

    @Test
    void lines_of_the_log_have_the_trace_of_their_operation() {
        var operation = moved();
        installation.awaitEnd(operation, MAX_WAIT);

        await("the end in a log")
                .atMost(MAX_WAIT)
                .until(() -> installation.workers().stream()
                        .flatMap(worker -> worker.output().lines())
                        .anyMatch(line -> line.contains("migration ended: SUCCEEDED")
                                && line.contains(operation.toString())
                                && Json.MAPPER
                                        .readTree(line)
                                        .at("/trace/id")
                                        .asString("")
                                        .equals(trace)));
    }

    @Test
    void a_gateway_without_tracing_passes_on_what_it_was_sent_and_workers_record_by_it() {
        var operation = installation
                .operator()
                .askWith(move, Map.of("traceparent", "00-%s-%s-01".formatted(trace, caller)))
                .id();
        installation.awaitEnd(operation, MAX_WAIT);

        the("step verify");
        assertThat(outlines(spans())).doesNotContain("SERVER POST /api/execute-migration");
        assertThat(named("publish spot.commands")).allMatch(span -> !span.part().equals("api-gateway"));
    }

    @Test
    void a_collector_that_is_away_changes_nothing_for_a_move() {
        var endpoint = collector.endpoint();
        collector.close();
        try {
            assertThat(installation.awaitEnd(moved(), MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            await("it is told once")
                    .atMost(MAX_WAIT)
                    .until(() -> installation.workers().stream()
                            .anyMatch(worker -> worker.output().contains("Traces are incomplete")));
        } finally {
            collector = Collector.startAt(endpoint);
        }
    }

    @Test
    void what_nobody_wants_recorded_is_not_recorded() {
        var operation = admin.askWith(move, Map.of("traceparent", "00-%s-%s-00".formatted(trace, caller)))
                .id();
        installation.awaitEnd(operation, MAX_WAIT);
        move = moves.next();
        var recorded = UUID.randomUUID().toString().replace("-", "");
        installation.awaitEnd(
                admin.askWith(move, Map.of("traceparent", "00-%s-%s-01".formatted(recorded, caller)))
                        .id(),
                MAX_WAIT);
        await("the trace of the next move")
                .atMost(MAX_WAIT)
                .until(() -> collector.spansOf(recorded).stream()
                        .anyMatch(span -> span.name().equals("step verify")));

        assertThat(spans()).isEmpty();
    }
}
