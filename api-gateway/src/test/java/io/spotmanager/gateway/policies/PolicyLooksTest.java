package io.spotmanager.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many gateways look, and wherever one of them dies: one proposal, whole or not at all. */
@GatewayTest
@Timeout(180)
class PolicyLooksTest {
    private final Gateway gateway;
    private final Keeper keeper;
    private int empty;

    PolicyLooksTest(Gateway gateway) {
        this.gateway = gateway;
        this.keeper = new Keeper(gateway);
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
        empty = keeper.empty();
    }

    @AfterEach
    void the_database_takes_everything_again() {
        gateway.tamper(
                "drop trigger if exists cut on plan",
                "drop trigger if exists cut on plan_item",
                "drop trigger if exists cut on pool_policy",
                "drop function if exists cut_here");
    }

    @Test
    void two_gateways_and_many_threads_propose_once_and_begin_it_once() throws Exception {
        keeper.set(empty, empty + 5, 2, ", \"acts\": true");
        try (var second = Surroundings.anotherGateway(Map.of());
                var threads = Executors.newFixedThreadPool(6)) {
            var lookers = List.of(
                    gateway.part("policyLooks", PolicyLooks.class),
                    Gateway.of(second).part("policyLooks", PolicyLooks.class));
            gateway.tamper("update pool_policy set at_least = at_least + 2, looked_at = null");
            var looks = IntStream.range(0, 6)
                    .mapToObj(number ->
                            threads.submit(() -> lookers.get(number % 2).run()))
                    .toList();
            for (var look : looks) {
                look.get();
            }
            await().untilAsserted(() -> assertThat(count("plan")).isOne());
            await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(2));
            keeper.looks();
            assertThat(count("plan")).isOne();
            assertThat(count("operation")).isEqualTo(2);
        }
    }

    /** What a killed gateway had not committed never was, whichever statement was its last. */
    @ParameterizedTest
    @ValueSource(strings = {"plan", "plan_item", "pool_policy"})
    void a_look_that_is_cut_has_proposed_nothing_and_the_next_one_proposes_it_once(String table) {
        keeper.set(empty, empty + 5, 2, ", \"acts\": true");
        gateway.tamper("""
                create function cut_here() returns trigger language plpgsql as $$
                begin raise exception 'cut' using errcode = 'connection_exception'; end $$""", "update pool_policy set at_least = at_least + 2");
        gateway.tamper(
                "create constraint trigger cut after insert or update on %s deferrable initially deferred for each row when (%s) execute function cut_here()"
                        .formatted(table, table.equals("pool_policy") ? "new.looked_at is not null" : "true"));
        gateway.tamper(
                "alter table pool_policy disable trigger user",
                "update pool_policy set looked_at = null",
                "alter table pool_policy enable trigger user");

        gateway.part("policyLooks", PolicyLooks.class).run();
        assertThat(count("plan")).isZero();
        assertThat(count("plan_item")).isZero();

        gateway.tamper("drop trigger cut on " + table);
        assertThat(keeper.looks().path("outcome").asString()).contains("begun it by itself");
        assertThat(count("plan")).isOne();
        await().untilAsserted(() -> assertThat(count("operation")).isEqualTo(2));
    }

    /** Another session holds the plan that the policy withdraws. */
    @Test
    void a_locked_proposal_of_one_holds_up_no_other() throws Exception {
        keeper.set(empty + 1, empty + 5, 2);
        assertThat(count("plan")).isOne();
        gateway.tamper("""
                insert into pool_policy (name, pool, at_least, at_most, from_pools, prefer, per_day, set_by)
                select 'later', pool, 0, 1000, from_pools, prefer, per_day, set_by from pool_policy""");
        try (var obstacle = gateway.owner().getConnection()) {
            obstacle.setAutoCommit(false);
            obstacle.createStatement().execute("select from plan for update");
            gateway.tamper(
                    "update pool_policy set at_least = 0 where name = 'keep'",
                    "update pool_policy set looked_at = null");

            gateway.part("policyLooks", PolicyLooks.class).run();
            await().until(() -> count("pool_policy where name = 'later' and looked_at is not null") == 1);
            assertThat(count("pool_policy where name = 'keep' and looked_at is null"))
                    .isOne();
            obstacle.rollback();
        }
        keeper.looks();
        assertThat(count("plan where cancelled_at is not null")).isOne();
    }

    @Test
    void boards_are_told_of_a_proposal_and_whose_it_is() throws IOException {
        try (var stream = gateway.viewer().open("/api/events").body();
                var events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var id = keeper.set(empty + 1, empty + 5, 2).path("proposal").path("id");

            var told = Stream.generate(() -> line(events))
                    .filter(line -> line.startsWith("data:") && line.contains("\"needs_person\""))
                    .flatMap(line -> Json.MAPPER
                            .readTree(line.substring(5))
                            .path("changed")
                            .valueStream())
                    .findFirst()
                    .orElseThrow();

            assertThat(told.path("id")).isEqualTo(id);
            assertThat(told.path("policy").asString()).isEqualTo("keep");
            assertThat(told.path("state").asString()).isEqualTo("PLANNED");
        }
    }

    private static String line(BufferedReader events) {
        try {
            return Objects.requireNonNull(events.readLine(), "the events ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String table) {
        return gateway.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
