package io.spotmanager.system.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What people and scripts ask of an installation in a day: every list with its filters, every page of the board, and commands that workers carry
 * out. It is the same whatever is in the database, so that the statements of two rounds can be compared.
 */
final class HistoryWork {
    /** PostgreSQL plans a prepared statement for good at the sixth execution, and the driver prepares at the third. */
    private static final int TIMES = 9;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Demo demo;
    private final String host;
    private final Client operator;
    private final Client admin;

    /** @param host that the lists of one host are of */
    HistoryWork(Demo demo, String host) {
        this.demo = demo;
        this.host = host;
        this.operator = demo.operator();
        this.admin = demo.admin();
    }

    /** Blocks until all is done, and all regular tasks have run a few times. */
    void run() {
        var moves = demo.cloud().fleet().spotMoves().stream().limit(4).toList();
        await("the fleet has been read")
                .atMost(PATIENCE)
                .until(() -> operator.get("/api/snapshot").path("generation").asLong() > 0);
        for (var move : moves) {
            assertThat(operator.previewMove(move).path("allowed").asBoolean()).isTrue();
        }
        admin.startVerification();
        moves.stream().limit(2).map(operator::move).toList().forEach(this::awaitEnd);
        plan(moves.subList(2, 4));
        decide();
        reserve(moves.getFirst());
        for (var time = 0; time < TIMES; time++) {
            assertThat(pages()).allSatisfy(operator::text);
            assertThat(pagesOfAdmins()).allSatisfy(admin::text);
        }
        cancelHeldOne();
    }

    private void awaitEnd(java.util.UUID id) {
        await("the end of " + id)
                .atMost(PATIENCE)
                .until(() -> operator.operation(id).over());
    }

    private void plan(List<Move> moves) {
        var plan = operator.plan("of the day", moves).path("id").asString();
        assertThat(operator.command(
                                "/api/plans/%s/commit".formatted(plan),
                                Map.of("reason", "demand", "at_once", 2, "stop_after_failures", 1))
                        .status())
                .isBetween(200, 202);
        await("the plan is done")
                .atMost(PATIENCE)
                .until(() -> operator.get("/api/plans/" + plan)
                        .path("state")
                        .asString()
                        .equals("ENDED"));
    }

    /** Looks at the decisions that wait for a person. */
    private void decide() {
        var ids = operator.get("/api/operations?state=NEEDS_OPERATOR&limit=10")
                .path("items")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
        assertThat(ids).isNotEmpty();
        assertThat(operator.command("/api/preview-decisions", Map.of("ids", ids))
                        .status())
                .isEqualTo(200);
    }

    private void reserve(Move move) {
        var back = new Move(move.host(), move.targetAggregate(), move.sourceAggregate());
        var body = Map.of(
                "host", back.host(),
                "source_aggregate", back.sourceAggregate(),
                "target_aggregate", back.targetAggregate(),
                "not_before", Instant.now().plus(2, ChronoUnit.DAYS).toString(),
                "not_after", Instant.now().plus(3, ChronoUnit.DAYS).toString(),
                "acknowledge", List.of("vms", "nvlink"),
                "reason", "for a customer");
        var reserved = operator.command("/api/execute-migration", body);
        assertThat(reserved.status()).as("%s", reserved.body()).isEqualTo(202);
        var id = reserved.body().path("reservation").asString();
        assertThat(operator.command("/api/reservations/%s/cancel".formatted(id), Map.of("reason", "not any more"))
                        .status())
                .isLessThan(300);
    }

    /** One of those that wait for a person is carried on. */
    private void cancelHeldOne() {
        var held = operator.get("/api/operations?state=NEEDS_OPERATOR&limit=1").at("/items/0");
        assertThat(operator.act(java.util.UUID.fromString(held.path("id").asString()), "cancel")
                        .status())
                .isLessThan(300);
    }

    private Stream<String> pages() {
        var newest = operator.get("/api/operations?limit=50");
        var ended = operator.get("/api/operations?state=SUCCEEDED&open=false&limit=1&user=" + GeneratedHistory.A_PERSON)
                .at("/items/0");
        var id = ended.path("id").asString();
        var since = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var filters = List.of(
                "limit=50",
                "limit=50&cursor=" + text(newest, "next_cursor"),
                "open=true",
                "open=false",
                "state=NEEDS_OPERATOR",
                "state=SUCCEEDED",
                "state=ROLLED_BACK",
                "state=REQUESTED",
                "kind=migration",
                "kind=migration&state=ROLLED_BACK",
                "kind=attach-network",
                "kind=no-such-kind",
                "host=" + host,
                "host=" + host + "&state=ROLLED_BACK",
                "host=held-3",
                "host=nowhere",
                "user=" + GeneratedHistory.A_PERSON,
                "user=%s&open=false".formatted(GeneratedHistory.A_PERSON),
                "user=nobody",
                "batch_id=batch-7",
                "batch_id=none",
                "pool=L40-n3",
                "pool=nowhere",
                "q=customer%20412",
                "q=not-to-be-found",
                "from=" + since,
                "from=%s&kind=launch&pool=L40-n3&q=demand&user=person-5".formatted(since));
        var lists = filters.stream()
                .flatMap(filter -> Stream.of(
                        "/api/operations?" + filter,
                        "/api/operations/counts?" + filter.replaceAll("&?(limit|cursor)=[^&]*", "")));
        return Stream.concat(
                lists,
                Stream.of(
                        "/api/operations/" + id,
                        "/api/operations/" + id + "/events",
                        "/api/operations/" + id + "/export",
                        "/api/operations.csv?user=" + GeneratedHistory.A_PERSON + "&from=" + since,
                        "/api/search?q=" + host,
                        "/api/search?q=not-to-be-found",
                        "/api/command-log",
                        "/api/command-log?host=" + host,
                        "/api/analytics?from=" + since,
                        "/api/capacity?gpu_type=L40&from=" + since,
                        "/api/plans",
                        "/api/reservations",
                        "/api/reservations?host=" + host,
                        "/api/reservations?state=PLANNED&state=ASKING",
                        "/api/reservations?from=" + since,
                        "/api/approvals",
                        "/api/approvals?state=APPROVED",
                        "/api/approvals?state=PENDING",
                        "/api/approvals?state=EXPIRED",
                        "/api/approvals?user=person-1",
                        "/api/windows",
                        "/api/views",
                        "/api/policies",
                        "/api/freeze",
                        "/api/snapshot",
                        "/api/system",
                        "/api/me",
                        "/api/workflows",
                        "/api/gpu-types",
                        "/api/aggregates/L40",
                        "/api/out-of-stock",
                        "/api/host-vms/" + host,
                        "/api/inventory-check",
                        "/health",
                        "/health/ready",
                        "/health/dependencies"));
    }

    private static Stream<String> pagesOfAdmins() {
        return Stream.of(
                "/api/security-log",
                "/api/security-log?actor=" + GeneratedHistory.A_PERSON,
                "/api/security-log?address=10.0.0.0",
                "/api/security-log?address=10.9.9.9",
                "/api/security-log?outcome=REFUSED",
                "/api/security-log?event=EXPORTED",
                "/api/webhooks",
                "/api/reconciliation",
                "/api/tokens",
                "/api/people");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
