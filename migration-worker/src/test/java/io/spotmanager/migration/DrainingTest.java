package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.DrainRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The steps of a drain of a host in L40-n3, one by one. */
class DrainingTest {
    private static final String POOL = "L40-n3";
    private static final String TARGET = "L40-n3-spot";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant DEADLINE = NOON.plusSeconds(3_600);

    /** Into the spot pool once it is empty. */
    private static StepDialogue moving(String step) {
        return step(step, TARGET, false);
    }

    /** Into no pool once it is empty. */
    private static StepDialogue withdrawing(String step) {
        return step(step, null, false);
    }

    private static StepDialogue keepingClosed(String step) {
        return step(step, null, true);
    }

    private static StepDialogue step(String name, @Nullable String target, boolean staysDisabled) {
        var request = new DrainRequest(ScriptedNova.HOST, POOL, target, DEADLINE, "new fans", staysDisabled, Set.of());
        return StepDialogue.step(DrainTable.WORKFLOW, name, request).enteredNow();
    }

    @Test
    void a_host_with_vms_may_be_drained_and_how_long_it_is_to_wait_is_kept() {
        moving(DrainTable.VALIDATE)
                .hostIn(POOL)
                .where(nova -> nova.boot(2))
                .runs()
                .isDone()
                .learns("wait_seconds", 3_600L)
                .changingNothing();
        moving(DrainTable.VALIDATE).hostIn("A100-n3").runs().failsBecause("A100-n3");
    }

    @Test
    void it_is_closed_with_our_mark_unless_somebody_else_closed_it() {
        var close = moving(DrainTable.CLOSE_HOST).hostIn(POOL);

        close.runs().learnsNothing().andTheServiceIs(close.mark());
        moving(DrainTable.CLOSE_HOST)
                .hostIn(POOL)
                .where(ScriptedNova::disableHost)
                .runs()
                .isSkippedBecause("broken NIC")
                .changingNothing();
    }

    @Test
    void an_empty_host_is_waited_for_no_longer() {
        moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .runs()
                .learnsNothing()
                .knows("blocked_by", Map.of());
    }

    @Test
    void a_host_with_vms_is_looked_at_again_and_who_is_waited_for_is_told() {
        moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .where(nova -> nova.boot(1))
                .runs()
                .waitsUntil(NOON.plusSeconds(5))
                .knows(
                        "blocked_by",
                        Map.of(
                                "tenants",
                                List.of(Map.of("id", "id-1", "name", "vm-1", "project", "acme", "text", "ACTIVE")),
                                "count",
                                1));
    }

    @Test
    void a_vm_that_can_be_restored_is_waited_for_and_named_as_well() {
        moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .where(nova -> nova.hide("web"))
                .runs()
                .waitsUntil(NOON.plusSeconds(5))
                .knows(
                        "blocked_by",
                        Map.of(
                                "tenants",
                                List.of(Map.of("id", "id-web", "name", "web", "text", "is soft-deleted")),
                                "count",
                                1));
    }

    @Test
    void of_very_many_vms_fifty_are_named_and_all_are_counted() {
        var ran = moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .where(nova -> nova.boot(51))
                .runs();

        assertThat(ran.fact("blocked_by").get("tenants")).hasSize(50);
        assertThat(ran.fact("blocked_by").get("count").asInt()).isEqualTo(51);
    }

    @Test
    void the_last_look_is_at_the_deadline_and_then_a_person_decides() {
        var drain = moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .where(nova -> nova.boot(1));

        drain.timePasses(Duration.ofMinutes(59)).runs().waitsUntil(DEADLINE);
        drain.timePasses(Duration.ofMinutes(1))
                .runs()
                .asksAPersonBecause(
                        "The deadline 2026-11-23T13:00:00Z has passed. Retry to wait as long again, or roll back.");
    }

    @Test
    void who_lets_it_wait_on_after_the_deadline_lets_it_wait_as_long_again() {
        var drain = moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .where(nova -> nova.boot(1))
                .knowing("wait_seconds", 600)
                .timePasses(Duration.ofHours(1))
                .enteredNow();

        drain.timePasses(Duration.ofSeconds(598)).runs().waitsUntil(DEADLINE.plusSeconds(600));
        drain.timePasses(Duration.ofSeconds(2)).runs().asksAPersonBecause("The deadline 2026-11-23T13:10:00Z");
    }

    @Test
    void a_nova_that_cannot_be_read_is_waited_for_like_the_vms() {
        moving(DrainTable.AWAIT_EMPTY)
                .hostIn(POOL)
                .closedByThisOperation()
                .novaAnswers(SERVERS, SERVER_ERROR)
                .runs()
                .waitsBecause("Nova could not be read: 500 Unexpected API Error");
    }

    @Test
    void a_vm_that_an_administrator_started_on_the_closed_host_holds_the_removal() {
        moving(DrainTable.REMOVE_HOST)
                .hostIn(POOL)
                .where(nova -> nova.boot(1))
                .runs()
                .waitsBecause("1 server on")
                .changingNothing();
        moving(DrainTable.REMOVE_HOST).hostIn(POOL).runs().isDone().after("remove from L40-n3");
    }

    @Test
    void it_enters_its_target_or_none() {
        moving(DrainTable.ADD_HOST)
                .hostIn()
                .runs()
                .isDone()
                .after("add to L40-n3-spot")
                .andTheHostIsIn(TARGET);
        withdrawing(DrainTable.ADD_HOST)
                .hostIn()
                .runs()
                .isSkippedBecause("it goes into no pool")
                .changingNothing();
    }

    @Test
    void it_is_opened_again_unless_it_is_to_stay_closed() {
        moving(DrainTable.SETTLE_SERVICE)
                .hostIn(TARGET)
                .closedByThisOperation()
                .runs()
                .learnsNothing()
                .after("enable service");
        keepingClosed(DrainTable.SETTLE_SERVICE)
                .hostIn()
                .closedByThisOperation()
                .runs()
                .isSkippedBecause("the service stays disabled")
                .changingNothing();
    }

    @Test
    void it_is_opened_only_once_no_earlier_request_can_close_it_any_more() {
        moving(DrainTable.SETTLE_SERVICE)
                .hostIn(TARGET)
                .closedByThisOperation()
                .interrupted()
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out")
                .changingNothing();
    }

    @Test
    void a_host_that_sells_in_its_target_alone_has_arrived() {
        moving(DrainTable.VERIFY)
                .hostIn(TARGET)
                .runs()
                .isDone()
                .learns("placed_in", TARGET)
                .learns("disabled_reason", null);
        withdrawing(DrainTable.VERIFY)
                .hostIn()
                .where(ScriptedNova::disableHost)
                .runs()
                .isDone()
                .learns("placed_in", null)
                .learns("disabled_reason", "broken NIC");
        var closed = keepingClosed(DrainTable.VERIFY).hostIn().closedByThisOperation();
        closed.runs().isDone().learns("disabled_reason", closed.mark());
    }

    @Test
    void a_host_that_is_elsewhere_has_not() {
        moving(DrainTable.VERIFY)
                .hostIn(TARGET, "Contract-ACME")
                .runs()
                .asksAPersonBecause("The host must be in its target alone.");
        withdrawing(DrainTable.VERIFY).hostIn(POOL).runs().asksAPersonBecause("The host must be in no pool.");
        moving(DrainTable.VERIFY).hostIn().runs().asksAPersonBecause("The host must be in its target alone.");
        withdrawing(DrainTable.VERIFY)
                .hostIn()
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void a_host_whose_service_is_not_as_it_was_to_be_has_not() {
        moving(DrainTable.VERIFY)
                .hostIn(TARGET)
                .closedByThisOperation()
                .runs()
                .asksAPersonBecause("its service is still disabled for this.");
        keepingClosed(DrainTable.VERIFY)
                .hostIn()
                .runs()
                .asksAPersonBecause("its service is enabled, and was to stay disabled.");
    }

    @Test
    void after_a_turn_back_a_call_that_may_still_come_is_waited_for() {
        moving(DrainTable.VERIFY)
                .hostIn(TARGET)
                .knowing("turned_back", true)
                .interrupted()
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out");
        moving(DrainTable.VERIFY).hostIn(TARGET).interrupted().runs().isDone();
    }

    @Test
    void on_the_way_back_the_host_returns_and_is_opened() {
        moving(DrainTable.RESTORE)
                .hostIn()
                .closedByThisOperation()
                .runs()
                .isDone()
                .learns("placed_in", POOL)
                .after("add to L40-n3", "enable service")
                .andTheHostIsIn(POOL);
        moving(DrainTable.RESTORE)
                .hostIn(POOL)
                .closedByThisOperation()
                .runs()
                .isDone()
                .after("enable service");
        moving(DrainTable.RESTORE)
                .hostIn("Contract-ACME")
                .closedByThisOperation()
                .runs()
                .asksAPersonBecause("It was left there.")
                .changingNothing();
    }

    @Test
    void an_operator_may_leave_the_host_where_it_is_and_it_is_opened_unless_it_was_to_stay_closed() {
        moving(DrainTable.ADOPT_PLACEMENT)
                .hostIn("Contract-ACME")
                .closedByThisOperation()
                .runs()
                .isDone()
                .learns("adopted", "in Contract-ACME")
                .after("enable service");
        keepingClosed(DrainTable.ADOPT_PLACEMENT)
                .hostIn("Contract-ACME")
                .closedByThisOperation()
                .runs()
                .isDone()
                .changingNothing();
        moving(DrainTable.ADOPT_PLACEMENT)
                .hostIn("Contract-ACME")
                .closedByThisOperation()
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }
}
