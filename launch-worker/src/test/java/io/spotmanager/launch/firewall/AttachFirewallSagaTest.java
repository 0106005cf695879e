package io.spotmanager.launch.firewall;

import static io.spotmanager.launch.firewall.AttachFirewallState.ADOPTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.ADOPTING;
import static io.spotmanager.launch.firewall.AttachFirewallState.ATTACHED;
import static io.spotmanager.launch.firewall.AttachFirewallState.CANCELLED;
import static io.spotmanager.launch.firewall.AttachFirewallState.FAILED;
import static io.spotmanager.launch.firewall.AttachFirewallState.NEEDS_OPERATOR;
import static io.spotmanager.launch.firewall.AttachFirewallState.REJECTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.REQUESTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.SUCCEEDED;
import static io.spotmanager.launch.firewall.AttachFirewallState.VALIDATED;
import static io.spotmanager.launch.fixture.Call.ATTACH_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.LIST_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.fixture.Call.VMS_NAMED;
import static io.spotmanager.launch.fixture.World.FIREWALL;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.settings.RegionSettings;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.launch.fixture.Call;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.testkit.FaultType;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole repairs, with the kernel; whatever happens in one, nobody's firewall is detached. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachFirewallSagaTest {
    /** A firewall that the VM has beside that of its region. */
    private static final long OWN = 5;

    private static final Map<String, String> SETTINGS = Map.of(
            "SPOT_REGIONS", "CA1=CANADA-1",
            "SPOT_REGION_CA1_ENVIRONMENT", "CA1-RunPod",
            "SPOT_REGION_CA1_KEY_PAIR", "operations",
            "SPOT_REGION_CA1_FIREWALL_ID", String.valueOf(FIREWALL));

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(AttachFirewallTable.WORKFLOW);
    private Clouds clouds = new Clouds();
    private long vm;
    private List<Long> behindItsOwn = List.of();

    @BeforeEach
    void a_vm_lacks_the_firewall_of_its_region() {
        stage.clear();
        clouds = new Clouds();
        vm = clouds.world().somebodyCreatesVm(HOST, null);
        clouds.world().firewallIs(OWN, vm, 9);
        behindItsOwn = List.of(vm, 9L);
    }

    @AfterEach
    void nobodys_firewall_was_detached() {
        assertThat(clouds.world().vmsBehind(FIREWALL)).contains(7L, 8L);
        assertThat(clouds.world().vmsBehind(OWN)).containsExactlyInAnyOrderElementsOf(behindItsOwn);
    }

    @AfterAll
    void every_way_through_the_table_was_walked_and_every_history_is_whole() {
        var walked = VisitedTransitions.in(stage.jdbc());
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
        assertThat(walked).isEqualTo(VisitedTransitions.in(AttachFirewallTable.TABLE));
    }

    private Workflow workflow() {
        return AttachFirewallWorkflow.on(
                clouds.hyperstack(), RegionSettings.from(SETTINGS::get), Parts.PATIENCE, InstantSource.system());
    }

    private OperationScenario repair() {
        return asked(workflow(), null);
    }

    private OperationScenario repairWith(String step, Step standIn) {
        var steps = new HashMap<>(workflow().steps());
        steps.put(step, standIn);
        return asked(new Workflow(AttachFirewallTable.TABLE, steps), null);
    }

    private OperationScenario asked(Workflow workflow, @Nullable Long id) {
        return stage.accepted(HOST, new AttachFirewallRequest(HOST, FIREWALL, id), workflow);
    }

    private OperationScenario stuckBy(Call call) {
        clouds.script().always(call, SERVER_ERROR);
        return repair().goesOn();
    }

    private void guarded() {
        assertThat(clouds.world().vmsBehind(FIREWALL)).containsExactly(7L, 8L, vm);
    }

    @Test
    void a_vm_gets_the_firewall_and_keeps_what_it_has() {
        repair().goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .wentThrough(REQUESTED, VALIDATED, ATTACHED, SUCCEEDED)
                .knows("firewalls_before", String.valueOf(OWN))
                .knows("firewalls", "971,5");
        guarded();
        assertThat(clouds.changes()).containsExactly("attach firewalls [5, 971] to VM " + vm);
    }

    @Test
    void a_vm_that_has_it_already_is_not_written() {
        clouds.world().somebodyAttaches(vm, FIREWALL);
        repair().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        assertThat(clouds.changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY_BUT_DONE", "NOT_SENT"})
    void an_answer_that_says_nothing_takes_nothing_away(FaultType fault) {
        for (var call : List.of(VMS_NAMED, LIST_FIREWALLS, ATTACH_FIREWALLS)) {
            clouds.script().next(call, fault);
        }
        repair().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        guarded();
    }

    /** Reads that lag behind show none of the VM's firewalls, so this VM has none. */
    @Test
    void a_firewall_that_shows_the_vm_late_is_waited_for() {
        clouds.world().somebodyDetaches(vm, OWN);
        behindItsOwn = List.of(9L);
        clouds.world().firewallShowsAfterReads(4);
        repair().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        guarded();
    }

    @Test
    void only_the_vm_that_was_looked_at_gets_it() {
        asked(workflow(), vm + 1)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("has the id %d now, and %d was asked for".formatted(vm, vm + 1));
        asked(workflow(), vm).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void a_vm_that_is_gone_is_rejected() {
        clouds.world().somebodyDeletesVm(vm);
        behindItsOwn = List.of(9L);
        repair().goesOnAsFarAsItCan().isIn(REJECTED).because("Hyperstack shows no VM " + HOST);
    }

    @Test
    void a_hyperstack_that_cannot_be_read_is_no_yes() {
        stuckBy(VMS_NAMED).goesOnAsFarAsItCan().isIn(REJECTED);
        clouds.script().recover();
        stuckBy(LIST_FIREWALLS).goesOnAsFarAsItCan().isIn(REJECTED);
        assertThat(clouds.changes()).isEmpty();
    }

    @Test
    void a_worker_without_keys_says_what_is_missing() {
        asked(AttachFirewallWorkflow.off("HYPERSTACK_API_KEY is not set", Duration.ZERO), null)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("HYPERSTACK_API_KEY is not set");
    }

    @Test
    void a_refusal_ends_it() {
        clouds.script().next(ATTACH_FIREWALLS, FORBIDDEN);
        repair().goesOnAsFarAsItCan().isIn(FAILED).because("Hyperstack refused the firewall (403)");
    }

    @Test
    void before_anything_was_asked_it_can_be_cancelled_or_tried_again() {
        stuckBy(VMS_NAMED)
                .isIn(REQUESTED)
                .isTold(RETRY)
                .goesOn()
                .isIn(REQUESTED)
                .isTold(CANCEL)
                .goesOn()
                .isIn(CANCELLED);
    }

    @Test
    void what_stays_unknown_waits_for_a_person_who_may_try_again() {
        clouds.script().always(ATTACH_FIREWALLS, TIME_OUT);
        var repair = repair().goesOn()
                .isIn(VALIDATED)
                .isTold(RETRY)
                .goesOn()
                .isIn(VALIDATED)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .doesNotAllow(CANCEL);
        assertThat(repair.caption(RETRY)).isEqualTo("Attach the firewall 971 to " + HOST);
        assertThat(repair.caption(ADOPT)).isEqualTo("Leave the firewalls of %s as they are and close".formatted(HOST));
        clouds.script().recover();
        repair.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        guarded();
    }

    @Test
    void a_firewall_that_the_vm_had_and_has_lost_is_a_persons() {
        clouds.world().firewallIs(6, vm);
        clouds.script().meanwhile(ATTACH_FIREWALLS, () -> clouds.world().somebodyDetaches(vm, 6));
        var repair = repair().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("does not show it behind [6] now");
        repair.isTold(RETRY).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        clouds.world().somebodyAttaches(vm, 6);
        repair.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    /** A repair whose firewall somebody takes away right after it was seen attached. */
    private OperationScenario takenAwayAtOnce() {
        var look = Objects.requireNonNull(workflow().steps().get(AttachFirewallTable.VERIFY));
        var taken = new AtomicBoolean();
        return repairWith(AttachFirewallTable.VERIFY, context -> {
                    if (!taken.getAndSet(true)) {
                        clouds.world().somebodyDetaches(vm, FIREWALL);
                    }
                    return look.run(context);
                })
                .goesOn()
                .isIn(VALIDATED)
                .goesOn()
                .isIn(ATTACHED);
    }

    @Test
    void a_firewall_that_somebody_takes_away_at_once_is_told_and_can_be_attached_again() {
        var repair = takenAwayAtOnce()
                .isTold(RETRY)
                .goesOn()
                .isIn(ATTACHED)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("does not show the VM %d behind the firewall 971".formatted(vm));
        repair.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        guarded();
    }

    @Test
    void a_look_that_cannot_read_waits_for_a_person() {
        var repair = takenAwayAtOnce();
        clouds.script().always(LIST_FIREWALLS, SERVER_ERROR);
        repair.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
    }

    @Test
    void or_what_is_there_is_adopted() {
        clouds.script().always(ATTACH_FIREWALLS, TIME_OUT);
        var repair = repair().goesOn().isIn(VALIDATED).isTold(ADOPT).goesOn().isIn(ADOPTING);
        repair.because("an earlier request for the firewall may still be carried out");
        clouds.script().recover();
        repair.isTold(RETRY).goesOn().isIn(ADOPTING).goesOnAsFarAsItCan().isIn(ADOPTED);
        repair.knows("adopted", "the firewalls [5]");
    }

    @Test
    void an_adoption_that_cannot_read_waits_for_a_person() {
        var repair = takenAwayAtOnce();
        clouds.script().always(SHOW_VM, SERVER_ERROR);
        repair.isTold(ADOPT).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).isTold(ADOPT);
        clouds.script().recover();
        repair.goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "the firewalls [5]");
    }

    @Test
    void a_vm_that_is_gone_meanwhile_can_be_adopted_as_gone() {
        clouds.script().always(ATTACH_FIREWALLS, SERVER_ERROR);
        var repair = repair().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        clouds.script().recover();
        clouds.world().somebodyDeletesVm(vm);
        behindItsOwn = List.of(9L);
        repair.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "the VM is gone");
    }

    @Test
    void an_attachment_that_asks_for_a_person_gets_one() {
        repairWith(AttachFirewallTable.ATTACH, _ -> new StepOutcome.NeedsOperator("strange"))
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "NeedsOperator"})
    void a_look_that_gives_up_waits_for_a_person(String outcome) {
        repairWith(AttachFirewallTable.VERIFY, _ -> outcome(outcome))
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "NeedsOperator", "Retry"})
    void an_adoption_that_gives_up_waits_for_a_person(String outcome) {
        repairWith(AttachFirewallTable.ADOPT_FIREWALLS, _ -> outcome(outcome))
                .goesOn()
                .isIn(VALIDATED)
                .isTold(ADOPT)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR);
    }

    private static StepOutcome outcome(String name) {
        return switch (name) {
            case "Failed" -> new StepOutcome.Failed("strange");
            case "Retry" -> new StepOutcome.Retry("strange");
            default -> new StepOutcome.NeedsOperator("strange");
        };
    }
}
