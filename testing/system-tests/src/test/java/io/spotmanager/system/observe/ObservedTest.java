package io.spotmanager.system.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.collector.Collector;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.PrometheusServer;
import io.spotmanager.system.harness.PrometheusServer.Target;
import io.spotmanager.system.harness.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A gateway and a worker of each kind, scraped by a real Prometheus with the rules that are delivered, after one move. */
@Timeout(300)
class ObservedTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String TOKEN = "token-of-the-metrics-in-tests";
    private static final String SETTING = "--spot.metrics.token=" + TOKEN;
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private static Collector collector;
    private static Installation installation;
    private static PrometheusServer prometheus;
    private static Iterator<Move> moves;

    @BeforeAll
    static void a_service_that_has_made_a_move() throws GeneralSecurityException {
        assumeThat(PrometheusServer.program()).as("Prometheus is installed").isPresent();
        collector = Collector.start();
        installation = Installation.start(
                ObservedTest.class,
                Brokers.best(),
                new Installation.Size(40, 1),
                SETTING,
                "--OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.endpoint());
        var launches = installation
                .start(Release.THIS, "launch-worker", "launches", SETTING)
                .awaitReady();
        var inventory = installation.inventory(SETTING);
        var signing = installation.anotherGateway("--spot.audit.key=" + key());
        // It believes no verification of a gateway that does not sign, such as the first one's after its start.
        try (var admin = Installation.adminOf(signing)) {
            admin.verifiedHistory();
        }
        prometheus = PrometheusServer.start(
                ROOT.resolve("deploy/prometheus/spot.rules.yml"),
                List.of(
                        Target.gateway("gateway", installation.gateway()),
                        Target.gateway("signing-gateway", signing),
                        Target.worker("migration-worker", installation.worker("one"), TOKEN),
                        Target.worker("launch-worker", launches, TOKEN),
                        Target.worker("inventory-worker", inventory, TOKEN)));
        await("all are scraped").atMost(MAX_WAIT).until(() -> number("sum(up)") == 5);
        await("all was read once")
                .atMost(MAX_WAIT)
                .until(() -> number(
                                "count(spot_type_gpus) * count(spot_queue_messages) * count(spot_operations_waiting_for_person)")
                        > 0);
        moves = installation.cloud().fleet().spotMoves().iterator();
        installation.awaitEnd(installation.operator().move(moves.next()), MAX_WAIT);
        await("its end is scraped").atMost(MAX_WAIT).until(() -> number("sum(spot_operation_seconds_count)") == 1);
        // A rate needs two scrapes of a series that appeared with the first move.
        installation.awaitEnd(installation.operator().move(moves.next()), MAX_WAIT);
        await("so is the next")
                .atMost(MAX_WAIT)
                .until(() -> number("sum(increase(spot_operation_seconds_count[5m]))") > 0);
    }

    private static String key() throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
    }

    @AfterAll
    static void close() {
        if (prometheus != null) {
            prometheus.close();
            installation.close();
            collector.close();
        }
    }

    private static double number(String expression) {
        var answer = prometheus.query(expression);
        return answer.isEmpty() ? 0 : answer.get(0).path("value").get(1).asDouble();
    }

    @Test
    void each_query_of_a_panel_is_answered() {
        var queries = Dashboard.all().stream().flatMap(Dashboard::queries).toList();

        assertThat(queries)
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        query -> assertThat(prometheus.query(query.expression()).size())
                                .as(query.toString())
                                .isPositive());
    }

    @Test
    void the_rules_are_evaluated_and_none_fires_for_a_service_that_is_well() {
        var rules = prometheus
                .ruleGroups()
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("health").asString()).as(rule.toString()).isEqualTo("ok");
            assertThat(rule.path("state").asString()).as(rule.toString()).isNotEqualTo("firing");
        });
    }

    /** A metric that is not in the table is not known, and one that is not scraped any more is missed by a dashboard of somebody. */
    @Test
    void the_table_of_metrics_names_what_the_parts_show() throws IOException {
        var rows = Pattern.compile("^\\| `(spot_\\w+)` \\|([^|]*)\\|", Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("docs/metrics.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> new TreeSet<>(Pattern.compile("`(\\w+)`")
                                .matcher(row.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .toList())));

        // A state has a series only while an operation is in it.
        installation.worker("one").pause();
        try {
            installation.operator().move(moves.next());
            await("an open operation is scraped")
                    .atMost(MAX_WAIT)
                    .until(() -> number("count(spot_operations_open)") > 0);
            assertThat(shown()).containsExactlyInAnyOrderEntriesOf(rows);
        } finally {
            installation.worker("one").resume();
        }
    }

    /** What was seen lately: the names without what a histogram and a timer add to theirs, and the labels of ours. */
    private static Map<String, TreeSet<String>> shown() {
        var shown = new HashMap<String, TreeSet<String>>();
        for (var series : prometheus.query("last_over_time({__name__=~\"spot_.+\"}[10m])")) {
            var labels = new TreeSet<>(series.path("metric").propertyNames());
            var name = series.path("metric").path("__name__").asString();
            labels.removeAll(Set.of("__name__", "job", "instance", "le"));
            var plain = name.replaceFirst("_seconds_(count|sum|bucket|max)$", "_seconds");
            shown.computeIfAbsent(plain, key -> new TreeSet<>()).addAll(labels);
        }
        return shown;
    }

    @Test
    void gpus_are_counted_as_the_api_counts_them() {
        var api = new HashMap<String, Double>();
        for (var type : installation.operator().get("/api/gpu-types").path("gpu_types")) {
            for (var pool : type.path("sold_in")) {
                for (var state : List.of("free", "used", "under_way", "out_of_stock")) {
                    api.put(
                            pool.path("name").asString() + " " + state,
                            pool.path("gpus").path(state).asDouble());
                }
            }
        }

        await("the metrics are of the present snapshot").atMost(MAX_WAIT).untilAsserted(() -> {
            var metrics = new HashMap<String, Double>();
            for (JsonNode series : prometheus.query("max by (pool, state) (spot_gpus{gpu_type!=\"unclassified\"})")) {
                var labels = series.path("metric");
                metrics.put(
                        labels.path("pool").asString() + " "
                                + labels.path("state").asString(),
                        series.path("value").get(1).asDouble());
            }
            assertThat(metrics).isNotEmpty().containsExactlyInAnyOrderEntriesOf(api);
        });
    }
}
