package io.spotmanager.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many gateways go on with a plan, and wherever one of them dies: each item is one operation, and never more are open than allowed. */
@GatewayTest
@Timeout(180)
class PlanRunnerTest {
    private static final int AT_ONCE = 2;

    private final Gateway gateway;
    private List<String> hosts = List.of();

    PlanRunnerTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
        hosts = gateway.jdbc()
                .sql(
                        "select name from host where pool = 'L40-n3-spot' and vm_count = 0 and status = 'AVAILABLE' order by 1 limit 4")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @AfterEach
    void the_database_takes_everything_again() {
        gateway.tamper(
                "drop trigger if exists cut on plan_item",
                "drop trigger if exists cut on operation",
                "drop trigger if exists cut on outbox",
                "drop function if exists cut_here");
    }

    /** What a killed gateway had not committed never was, whichever statement was its last. */
    @ParameterizedTest
    @CsvSource({
        "operation, after insert, not deferrable",
        "outbox, after insert, not deferrable",
        "plan_item, after update, not deferrable",
        "plan_item, after update, deferrable initially deferred"
    })
    void a_transaction_that_is_cut_leaves_each_item_waiting_and_it_begins_once_afterwards(
            String table, String when, String deferred) {
        var plan = plan();
        gateway.tamper("""
                create function cut_here() returns trigger language plpgsql as $$
                begin raise exception 'cut' using errcode = 'connection_exception'; end $$""");
        // Written before the cut is in place, as by a gateway that was killed right after it had accepted the commit.
        gateway.tamper(
                "create constraint trigger cut %s on %s %s for each row execute function cut_here()"
                        .formatted(when, table, deferred),
                """
                update plan set running = true, round = 1, committed_by = 'operator', committed_at = now(), at_once = %d,
                                origin = '{"address": "127.0.0.1", "request_id": "r"}'""".formatted(AT_ONCE),
                "update plan_item set state = 'WAITING', round = 1");

        gateway.part("planRunner", PlanRunner.class).run();
        assertThat(items()).containsOnly(Map.entry("WAITING", (long) hosts.size()));
        assertThat(count("operation")).isZero();

        gateway.tamper("drop trigger cut on " + table);
        await().untilAsserted(() -> assertThat(items()).containsEntry("BEGUN", (long) AT_ONCE));
        assertThat(count("operation")).isEqualTo(AT_ONCE);
        assertThat(open(plan)).isEqualTo(AT_ONCE);
    }

    @Test
    void an_item_or_a_plan_of_another_release_fails_with_a_sentence_and_holds_up_nothing_else() {
        var plan = plan();
        var unreadable = UUID.randomUUID();
        gateway.tamper(
                "update plan_item set preview = '{\"checks\": [{\"result\": \"OF_TOMORROW\"}]}' where number = 1",
                """
                insert into plan (id, name, created_by, cannot, pools, running, round, committed_by, committed_at, at_once, origin)
                values ('%s', 'of tomorrow', 'operator', '"none"', '[]', true, 1, 'operator', now(), 1, '{"address": "a", "request_id": "r"}')""".formatted(unreadable),
                """
                update plan set running = true, round = 1, committed_by = 'operator', committed_at = now(), at_once = %d,
                                origin = '{"address": "127.0.0.1", "request_id": "r"}' where id <> '%s'""".formatted(AT_ONCE, unreadable),
                "update plan_item set state = 'WAITING', round = 1");

        gateway.part("planRunner", PlanRunner.class).run();

        await().untilAsserted(() ->
                assertThat(items()).containsEntry("BEGUN", (long) AT_ONCE).containsEntry("REFUSED", 1L));
        assertThat(open(plan)).isEqualTo(AT_ONCE);
        gateway.viewer().get("/api/plans/" + plan).is(200).says("another release has stored here", "plan it again");
    }

    @Test
    void a_plan_of_another_release_is_shown_with_a_sentence_and_can_be_cancelled_but_begins_nothing() {
        plan();
        gateway.tamper("""
                update plan set pools = '[{"pool": 7, "before": "ten"}]', running = true, round = 1, committed_by = 'operator',
                                committed_at = now(), at_once = 5, origin = '["of tomorrow"]'""", "update plan_item set state = 'WAITING', round = 1");

        gateway.part("planRunner", PlanRunner.class).run();

        assertThat(items()).containsOnlyKeys("WAITING");
        gateway.viewer().get(only()).is(200).says("This release cannot read all that another release has stored");
        gateway.viewer().get("/api/plans").is(200);
        gateway.operator().post(only() + "/cancel", "{}").is(200);
        assertThat(items()).doesNotContainKey("WAITING");
    }

    @Test
    void two_gateways_and_many_threads_begin_each_item_once_and_never_too_many() throws Exception {
        var plan = plan();
        try (var second = Surroundings.anotherGateway(Map.of());
                var threads = Executors.newFixedThreadPool(6)) {
            var runners = List.of(
                    gateway.part("planRunner", PlanRunner.class),
                    Gateway.of(second).part("planRunner", PlanRunner.class));
            gateway.operator()
                    .post(only() + "/commit", "{\"at_once\": %d}".formatted(AT_ONCE))
                    .is(202);
            var most = 0L;
            while (count("operation where not open") < hosts.size()) {
                var runs = IntStream.range(0, 6)
                        .mapToObj(number ->
                                threads.submit(() -> runners.get(number % 2).run()))
                        .toList();
                for (var run : runs) {
                    run.get();
                }
                most = Math.max(most, open(plan));
                oneOpen().ifPresent(operation -> gateway.worker().carriesOut(operation));
            }
            assertThat(most).isEqualTo(AT_ONCE);
        }
        assertThat(count("operation")).isEqualTo(hosts.size());
        await().untilAsserted(() ->
                assertThat(gateway.viewer().get(only()).field("state")).isEqualTo("ENDED"));
    }

    @Test
    void a_locked_item_holds_up_no_other() throws Exception {
        plan();
        gateway.tamper("update plan_item set state = 'WAITING', round = 1");
        try (var obstacle = gateway.owner().getConnection()) {
            obstacle.setAutoCommit(false);
            obstacle.createStatement().execute("select from plan_item where number = 2 for update");
            gateway.tamper("""
                    update plan set running = true, round = 1, committed_by = 'operator', committed_at = now(), at_once = 4,
                                    origin = '{"address": "127.0.0.1", "request_id": "r"}'""");

            await().untilAsserted(() -> assertThat(items()).containsEntry("BEGUN", hosts.size() - 1L));
            assertThat(items()).containsEntry("WAITING", 1L);
            obstacle.rollback();
        }
        await().untilAsserted(() -> assertThat(items()).containsOnly(Map.entry("BEGUN", (long) hosts.size())));
    }

    /** Who has lost the right meanwhile begins nothing any more. */
    @Test
    void an_item_is_refused_once_its_requester_may_not_do_it_any_more() {
        plan();
        gateway.tamper("""
                update plan set running = true, round = 1, committed_by = 'gone', committed_at = now(), at_once = 1,
                                origin = '{"address": "127.0.0.1", "request_id": "r"}'""", "update plan_item set state = 'WAITING', round = 1");

        await().untilAsserted(() -> assertThat(items()).containsOnly(Map.entry("REFUSED", (long) hosts.size())));
        assertThat(gateway.viewer().get(only()).is(200).text()).contains("gone cannot log in any more");
        assertThat(count("operation")).isZero();
    }

    private UUID plan() {
        var operations = hosts.stream()
                .map(host -> Gateway.move(host, "L40-n3-spot", "L40-n3"))
                .collect(Collectors.joining(","));
        return gateway.operator()
                .post("/api/plans", "{\"operations\": [%s]}".formatted(operations))
                .is(201)
                .id();
    }

    private String only() {
        return "/api/plans/" + gateway.viewer().get("/api/plans").each("id").getFirst();
    }

    private Map<String, Long> items() {
        return gateway
                .jdbc()
                .sql("select state, count(*) as items from plan_item group by state")
                .query((row, number) -> Map.entry(row.getString("state"), row.getLong("items")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<UUID> oneOpen() {
        return gateway.jdbc()
                .sql("select id from operation where open order by created_at limit 1")
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional();
    }

    private long open(UUID plan) {
        return gateway.jdbc()
                .sql("select count(*) from operation where open and batch_id = ?")
                .param(plan.toString())
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return gateway.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
