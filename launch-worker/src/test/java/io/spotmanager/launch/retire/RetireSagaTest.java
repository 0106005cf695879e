package io.spotmanager.launch.retire;

import static io.spotmanager.launch.fixture.Call.DELETE_VM;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.REMOVE_MACHINE;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.retire.RetireState.ADOPTED;
import static io.spotmanager.launch.retire.RetireState.CANCELLED;
import static io.spotmanager.launch.retire.RetireState.DELETING_VM;
import static io.spotmanager.launch.retire.RetireState.HALF_RETIRED;
import static io.spotmanager.launch.retire.RetireState.MACHINE_REMOVED;
import static io.spotmanager.launch.retire.RetireState.NEEDS_OPERATOR;
import static io.spotmanager.launch.retire.RetireState.REJECTED;
import static io.spotmanager.launch.retire.RetireState.REQUESTED;
import static io.spotmanager.launch.retire.RetireState.ROLLED_BACK;
import static io.spotmanager.launch.retire.RetireState.SUCCEEDED;
import static io.spotmanager.launch.retire.RetireState.UNLISTED;
import static io.spotmanager.launch.retire.RetireState.VALIDATED;
import static io.spotmanager.launch.retire.RetireState.VM_DELETED;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.LOST_REPLY_BUT_DONE;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.AdoptedVm;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole retirements: the kernel, the table and the steps together, against clouds that behave as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetireSagaTest {
    private static final UUID LAUNCH = UUID.fromString("019a0000-0000-7000-8000-0123456789ab");
    private static final RetireRequest PLAIN = new RetireRequest(HOST, false, null);
    private static final RetireRequest EVICTING = new RetireRequest(HOST, true, null);
    private static final RetireRequest WAITING = new RetireRequest(HOST, false, 48);

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(RetireTable.WORKFLOW);
    private Clouds clouds = new Clouds();
    private @Nullable AdoptedVm adopted;

    /** How far the worker's clock is ahead, because time passed. */
    private Duration later = Duration.ZERO;

    @BeforeEach
    void nothing_is_there_yet() {
        stage.clear();
        clouds = new Clouds();
        adopted = null;
        later = Duration.ZERO;
    }

    @AfterAll
    void every_history_is_whole() {
        var findings = stage.verified().findings();
        stage.close();
        assertThat(findings).isEmpty();
    }

    private World world() {
        return clouds.world();
    }

    private OperationScenario retire(RetireRequest request) {
        var parts = new RetireParts(
                new Vendors(clouds.hyperstack(), clouds.runPod(), clouds.neutron()),
                _ -> Optional.ofNullable(adopted),
                Parts.PATIENCE,
                () -> Instant.now().plus(later));
        return stage.accepted(HOST, request, RetireWorkflow.on(parts));
    }

    private void nothingIsLeft(long vm) {
        assertThat(world().vmIds()).as("VMs").isEmpty();
        assertThat(world().machineNames()).as("machines").isEmpty();
        assertThat(world().vmsBehind(World.FIREWALL)).doesNotContain(vm).contains(7L, 8L);
    }

    private void nothingWasChanged() {
        assertThat(clouds.changes()).isEmpty();
    }

    // -- forward

    @Test
    void a_vm_that_nobody_rents_is_deleted_with_its_machine_and_seen_gone() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().deletedVmsStayForLooks(3);

        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .withoutAnythingToExplain()
                .wentThrough(REQUESTED, VALIDATED, UNLISTED, DELETING_VM, VM_DELETED, MACHINE_REMOVED, SUCCEEDED)
                .doesNotAllow(RETRY, ROLL_BACK, SKIP, ADOPT, CANCEL);

        nothingIsLeft(vm);
        assertThat(clouds.changes()).containsExactly("delete VM " + vm, "remove machine machine-1");
    }

    @Test
    void bad_answers_delete_nothing_else_and_end_it_all_the_same() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        var other = world().somebodyCreatesVm("CA1-OTHER", null);
        clouds.script().next(DELETE_VM, NOT_SENT, LOST_REPLY_BUT_DONE);
        clouds.script().next(REMOVE_MACHINE, TIME_OUT, LOST_REPLY_BUT_DONE);

        retire(PLAIN).goesOnAsFarAsItCan().isIn(SUCCEEDED);

        assertThat(world().vmIds()).containsExactly(other).doesNotContain(vm);
        assertThat(world().machineNames()).isEmpty();
    }

    // -- whose it is

    @Test
    void a_vm_that_no_launch_made_is_refused_with_the_way_to_take_it_over() {
        world().hostCarriesVm();
        retire(EVICTING).goesOnAsFarAsItCan().isIn(REJECTED).because("An administrator has to take it over");
        nothingWasChanged();
    }

    @Test
    void a_vm_that_an_administrator_took_over_is_retired_with_its_machine() {
        var vm = world().hostCarriesVm();
        world().somebodyRegisters("machine-old", "an old name");
        adopted = new AdoptedVm(vm, "server-" + vm, "machine-old", "ada");

        retire(PLAIN).goesOnAsFarAsItCan().isIn(SUCCEEDED).knows("whose", "taken over by ada");

        nothingIsLeft(vm);
    }

    @Test
    void a_vm_that_came_after_the_one_taken_over_is_refused() {
        var vm = world().hostCarriesVm();
        adopted = new AdoptedVm(vm - 1, "server-1", null, "ada");
        retire(PLAIN).goesOnAsFarAsItCan().isIn(REJECTED);
        nothingWasChanged();
    }

    @Test
    void a_host_without_a_vm_is_refused() {
        retire(PLAIN).goesOnAsFarAsItCan().isIn(REJECTED).because("there is nothing to retire");
    }

    // -- renters

    @Test
    void a_rented_vm_is_refused_with_both_ways_out() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(3);
        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("3 rented GPUs")
                .because("wait_hours")
                .because("acknowledge: [\"renters\"]");
        nothingWasChanged();
    }

    @Test
    void a_runpod_that_does_not_tell_of_renters_is_no_yes() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(null);
        retire(PLAIN).goesOnAsFarAsItCan().isIn(REJECTED).because("does not tell");
        nothingWasChanged();
    }

    @Test
    void who_acknowledges_renters_evicts_them_on_record() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(1);
        retire(EVICTING)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .knows("renters_at_deletion", "RunPod shows 1 rented GPU (gpuReserved)");
        nothingIsLeft(vm);
    }

    @Test
    void a_wait_ends_when_the_last_renter_has_gone() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(2);
        var retirement = retire(WAITING).goesOn().isIn(UNLISTED).because("2 rented GPUs");
        retirement.timePasses(Duration.ofHours(20)).goesOn().isIn(UNLISTED);
        nothingWasChanged();

        world().runPodRents(0);
        retirement.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    @Test
    void a_wait_beyond_its_deadline_is_a_persons_and_a_retry_waits_again() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(2);
        var retirement = retire(WAITING).goesOn().isIn(UNLISTED);
        retirement
                .timePasses(Duration.ofHours(49))
                .goesOn()
                .isIn(NEEDS_OPERATOR)
                .because("after 48 hours of waiting");
        retirement.isTold(RETRY).goesOn().isIn(UNLISTED);
        nothingWasChanged();
    }

    @Test
    void past_its_deadline_a_person_decides_and_whoever_waited_longer_is_not_evicted() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(2);
        var deadline = Instant.now().plus(Duration.ofHours(30));
        var retirement =
                retire(new RetireRequest(HOST, false, null, deadline)).goesOn().isIn(UNLISTED);
        later = Duration.ofHours(31);
        retirement.timePasses(later).goesOn().isIn(NEEDS_OPERATOR).because("after the deadline " + deadline);
        nothingWasChanged();

        world().runPodRents(0);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    @Test
    void a_renter_who_comes_in_between_is_not_evicted() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodLists(true);
        var retirement = retire(PLAIN).goesOn().isIn(NEEDS_OPERATOR);
        world().runPodRents(1);
        world().runPodLists(false);
        retirement.isTold(RETRY).goesOn().isIn(NEEDS_OPERATOR).because("by now");
        nothingWasChanged();
    }

    /** A list that was cut short looks the same. */
    @Test
    void a_runpod_that_does_not_show_the_machine_of_the_vm_is_no_yes() {
        world().hostCarriesVmOf(LAUNCH);
        world().machinesGo();
        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("RunPod shows no machine of this VM")
                .because("acknowledge: [\"renters\"]");
        nothingWasChanged();
    }

    @Test
    void a_machine_that_runpod_stops_showing_before_the_deletion_is_no_yes() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(2);
        var retirement = retire(WAITING).goesOn().isIn(UNLISTED);
        world().machinesGo();
        retirement
                .timePasses(Duration.ofHours(1))
                .goesOn()
                .isIn(UNLISTED)
                .because("RunPod shows no machine of this VM");
        nothingWasChanged();
    }

    @Test
    void who_removed_the_machine_by_hand_says_so_and_retires_the_vm() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().machinesGo();
        retire(EVICTING).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    // -- unlisting, and the way back

    @Test
    void a_listed_machine_is_unlisted_by_a_person_and_runpod_says_that_it_is_done() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodLists(true);
        var retirement = retire(PLAIN).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("RunPod's console");
        nothingWasChanged();

        world().runPodLists(false);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    @Test
    void where_runpod_does_not_tell_a_person_says_that_it_is_unlisted() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodLists(null);
        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("does not tell")
                .isTold(SKIP)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    @Test
    void the_way_back_asks_a_person_to_list_what_was_listed() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodLists(true);
        var retirement = retire(PLAIN).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        world().runPodLists(false);
        retirement.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("List it again");

        world().runPodLists(true);
        retirement.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        nothingWasChanged();
    }

    @Test
    void who_waits_for_renters_may_change_the_mind() {
        world().hostCarriesVmOf(LAUNCH);
        world().runPodRents(2);
        retire(WAITING)
                .goesOn()
                .isIn(UNLISTED)
                .isTold(CANCEL)
                .goesOnAsFarAsItCan()
                .isIn(ROLLED_BACK);
        nothingWasChanged();
    }

    @Test
    void a_deletion_that_hyperstack_refuses_leaves_the_way_back_open() {
        world().hostCarriesVmOf(LAUNCH);
        clouds.script().next(DELETE_VM, FORBIDDEN);
        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("refused")
                .isTold(ROLL_BACK)
                .goesOnAsFarAsItCan()
                .isIn(ROLLED_BACK);
        assertThat(world().vmIds()).hasSize(1);
    }

    @Test
    void what_somebody_else_deletes_cannot_be_kept() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().runPodLists(true);
        var retirement = retire(PLAIN).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        world().somebodyDeletesVm(vm);
        retirement.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("nothing brings it back");
    }

    @Test
    void before_a_worker_has_seen_it_it_is_cancelled_without_a_trace() {
        world().hostCarriesVmOf(LAUNCH);
        retire(PLAIN).isTold(CANCEL).goesOn().isIn(CANCELLED);
        nothingWasChanged();
    }

    // -- half retired

    @Test
    void after_the_deletion_began_the_only_ways_lead_forward() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        clouds.script().always(SHOW_VM, SERVER_ERROR);
        var retirement = retire(PLAIN).goesOnAsFarAsItCan().isIn(HALF_RETIRED).doesNotAllow(ROLL_BACK, CANCEL);
        clouds.script().recover();
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        nothingIsLeft(vm);
    }

    @Test
    void a_machine_that_runpod_keeps_may_be_left_to_a_person() {
        world().hostCarriesVmOf(LAUNCH);
        clouds.script().always(REMOVE_MACHINE, SERVER_ERROR);
        retire(PLAIN)
                .goesOnAsFarAsItCan()
                .isIn(HALF_RETIRED)
                .because("RunPod's console")
                .isTold(SKIP)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED);
        assertThat(world().vmIds()).isEmpty();
        assertThat(world().machineNames()).hasSize(1);
    }

    @Test
    void a_port_that_stays_is_no_success() {
        var vm = world().hostCarriesVmOf(LAUNCH);
        world().portStays("server-" + vm);
        var retirement = retire(PLAIN).goesOnAsFarAsItCan();
        retirement
                .timePasses(Duration.ofMinutes(11))
                .goesOn()
                .isIn(HALF_RETIRED)
                .because("port-left");
        world().portGoes();
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void a_firewall_that_keeps_the_vm_is_no_success_and_may_be_adopted() {
        world().hostCarriesVmOf(LAUNCH);
        world().firewallsKeepDeletedVms();
        var retirement = retire(PLAIN).goesOnAsFarAsItCan();
        retirement
                .timePasses(Duration.ofMinutes(11))
                .goesOn()
                .isIn(HALF_RETIRED)
                .because("firewalls [971]");
        retirement.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
    }

    @Test
    void a_runpod_that_cannot_be_read_stops_it_before_anything_is_deleted() {
        world().hostCarriesVmOf(LAUNCH);
        clouds.script().always(LIST_MACHINES, SERVER_ERROR);
        retire(PLAIN).goesOnAsFarAsItCan().isIn(REJECTED);
        nothingWasChanged();
    }
}
