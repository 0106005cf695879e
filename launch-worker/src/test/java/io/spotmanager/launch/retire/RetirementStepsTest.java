package io.spotmanager.launch.retire;

import static io.spotmanager.launch.fixture.Call.DELETE_VM;
import static io.spotmanager.launch.fixture.Call.LIST_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.LIST_PORTS;
import static io.spotmanager.launch.fixture.Call.REMOVE_MACHINE;
import static io.spotmanager.launch.fixture.Call.SERVERS_NAMED;
import static io.spotmanager.launch.fixture.Call.SHOW_SERVER;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.fixture.Call.VMS_NAMED;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.AdoptedVm;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.launch.fixture.Call;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.testkit.FakeStepContext;
import io.spotmanager.testkit.ManualClock;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of a retirement, one by one: what each does and what it waits for. */
class RetirementStepsTest {
    private static final UUID LAUNCH = UUID.fromString("019a0000-0000-7000-8000-0123456789ab");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Clouds clouds = new Clouds();
    private final ManualClock clock = new ManualClock();
    private final FakeStepContext context = new FakeStepContext(
            HOST, new RetireRequest(HOST, false, null), clouds.script().transcript());
    private final long vm = clouds.world().hostCarriesVmOf(LAUNCH);
    private @Nullable AdoptedVm adopted;
    private MachineRegistry machines = clouds.runPod();

    RetirementStepsTest() {
        context.entered(NOON);
        knows("vm_id", vm);
        knows("server_id", "server-" + vm);
        knows("machine_id", "machine-1");
    }

    private World world() {
        return clouds.world();
    }

    private void knows(String fact, Object value) {
        context.know(Map.of(fact, value));
    }

    private StepOutcome run(String step) {
        var parts = new RetireParts(
                new Vendors(clouds.hyperstack(), machines, clouds.neutron()),
                _ -> Optional.ofNullable(adopted),
                Parts.PATIENCE,
                clock);
        var outcome = Objects.requireNonNull(RetireWorkflow.on(parts).steps().get(step))
                .run(context);
        assertThat(context.changesWithoutLease(Clouds::isChange))
                .as("changes without the lease")
                .isEmpty();
        assertThat(context.told()).as("calls told to the history").isEqualTo(context.asked());
        return outcome;
    }

    private Map<String, Object> learned(String step) {
        return Map.copyOf(((StepOutcome.Done) run(step)).facts());
    }

    private StepOutcome unread(String step, Call call) {
        clouds.script().next(call, SERVER_ERROR);
        return run(step);
    }

    // -- where RunPod is not called

    @Test
    void what_a_person_confirmed_long_ago_is_asked_for_again_and_deletes_nothing() {
        machines = new MachinesByHand();
        knows(RetireByHand.ASKED, true);
        clock.pass(Parts.PATIENCE.within().sent());
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.NeedsOperator.class);
        assertThat(clouds.changes()).isEmpty();

        context.entered(clock.instant());
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.Done.class);
        assertThat(clouds.changes()).containsExactly("delete VM " + vm);
    }

    // -- whose it is

    @Test
    void a_vm_of_a_launch_is_known_with_its_server_and_machine() {
        assertThat(learned(RetireTable.VALIDATE))
                .containsEntry("vm_id", vm)
                .containsEntry("server_id", "server-" + vm)
                .containsEntry("listed_before", false)
                .containsEntry("runpod", "RunPod shows no rented GPU")
                .containsKeys("whose", "machines", "machine_name");
        world().runPodLists(true);
        assertThat(learned(RetireTable.VALIDATE)).containsEntry("listed_before", true);
    }

    @Test
    void a_vm_that_was_taken_over_is_known_by_the_id_of_its_machine() {
        world().somebodyDeletesVm(vm);
        var old = world().hostCarriesVm();
        world().somebodyRegisters("machine-old", "an old name");
        adopted = new AdoptedVm(old, "server-" + old, "machine-old", "ada");

        assertThat(learned(RetireTable.VALIDATE)).containsEntry("machine_id", "machine-old");
    }

    @Test
    void renters_are_a_refusal_unless_somebody_accepts_or_waits_for_them() {
        world().runPodRents(3);

        assertThat(run(RetireTable.VALIDATE).toString()).contains("Failed", "3 rented GPUs", "when: \"empty\"");
        context.requested(new RetireRequest(HOST, true, null));
        assertThat(run(RetireTable.VALIDATE)).isInstanceOf(StepOutcome.Done.class);
        context.requested(new RetireRequest(HOST, false, 48));
        assertThat(run(RetireTable.VALIDATE)).isInstanceOf(StepOutcome.Done.class);
    }

    @Test
    void without_a_vm_there_is_nothing_to_retire() {
        world().somebodyDeletesVm(vm);

        assertThat(run(RetireTable.VALIDATE).toString()).contains("Failed", "there is nothing to retire");
    }

    // -- unlisted

    @Test
    void a_machine_that_is_offered_or_of_which_that_is_not_told_needs_a_person() {
        assertThat(learned(RetireTable.UNLIST)).isEqualTo(Map.of("unlisted", true));
        world().runPodLists(true);
        assertThat(run(RetireTable.UNLIST).toString()).contains("NeedsOperator", "offers the machine machine-1");
        world().runPodLists(null);
        assertThat(run(RetireTable.UNLIST).toString()).contains("NeedsOperator", "does not tell", "machine-1");
        world().machinesGo();
        assertThat(run(RetireTable.UNLIST)).isEqualTo(new StepOutcome.Skipped("RunPod shows no machine of this VM"));
    }

    @Test
    void a_machine_without_an_id_is_found_by_its_name_and_other_machines_are_of_no_concern() {
        world().somebodyRegisters("machine-of-others", "another");
        world().runPodLists(true);
        context.facts().remove("machine_id");
        knows("machine_name", "another");

        assertThat(run(RetireTable.UNLIST).toString()).contains("offers the machine machine-of-others for rent");
        context.facts().remove("machine_name");
        assertThat(run(RetireTable.UNLIST)).isInstanceOf(StepOutcome.Skipped.class);
    }

    // -- the deletion begins

    @Test
    void a_vm_that_nobody_rents_is_to_be_deleted_and_that_is_saved_first() {
        assertThat(learned(RetireTable.BEGIN_DELETION))
                .isEqualTo(Map.of("renters_at_deletion", "RunPod shows no rented GPU"));
        assertThat(clouds.changes()).containsExactly("delete VM " + vm);
        assertThat(context.facts().path("vm_deletion_pending").asBoolean()).isTrue();

        assertThat(run(RetireTable.BEGIN_DELETION)).isEqualTo(new StepOutcome.Done(Map.of()));
        assertThat(clouds.changes()).hasSize(1);
    }

    @Test
    void renters_who_came_after_the_beginning_need_a_person() {
        world().runPodRents(1);

        assertThat(run(RetireTable.BEGIN_DELETION).toString())
                .contains("NeedsOperator", "1 rented GPU (gpuReserved) by now, and did not when the retirement began");
        assertThat(clouds.changes()).isEmpty();
        context.requested(new RetireRequest(HOST, true, null));
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.Done.class);
    }

    /** From a quarter of a minute to five minutes, a tenth of the time waited, and at the very end. */
    @ParameterizedTest
    @CsvSource({"0, 15", "600, 60", "36000, 300", "172790, 10"})
    void renters_are_waited_for_the_less_often_the_longer_it_takes(long waited, long pause) {
        world().runPodRents(2);
        context.requested(new RetireRequest(HOST, false, 48));
        clock.pass(Duration.ofSeconds(waited));

        assertThat(run(RetireTable.BEGIN_DELETION))
                .isEqualTo(new StepOutcome.WaitUntil(
                        NOON.plusSeconds(waited + pause), "RunPod shows 2 rented GPUs (gpuReserved)"));
    }

    @Test
    void a_wait_for_renters_ends_with_a_person() {
        world().runPodRents(2);
        context.requested(new RetireRequest(HOST, false, 48));
        clock.pass(Duration.ofHours(48));
        assertThat(run(RetireTable.BEGIN_DELETION).toString())
                .contains("NeedsOperator", "after 48 hours of waiting", "acknowledge: [\"renters\"]");

        context.requested(new RetireRequest(HOST, false, null, NOON.plusSeconds(60)));
        assertThat(run(RetireTable.BEGIN_DELETION).toString())
                .contains("NeedsOperator", "after the deadline 2026-11-23T12:01:00Z");
        assertThat(clouds.changes()).isEmpty();
    }

    @Test
    void a_deletion_that_was_not_sent_or_was_refused_is_open_no_longer() {
        clouds.script().next(DELETE_VM, NOT_SENT);
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.WaitUntil.class);
        assertThat(context.facts().path("vm_deletion_pending").asBoolean()).isFalse();

        clouds.script().next(DELETE_VM, FORBIDDEN);
        assertThat(run(RetireTable.BEGIN_DELETION).toString())
                .contains("NeedsOperator", "Hyperstack refused to delete");
        assertThat(context.facts().path("vm_deletion_pending").asBoolean()).isFalse();
    }

    @Test
    void a_deletion_without_a_clear_answer_and_one_of_a_vm_that_is_gone_go_on() {
        clouds.script().next(DELETE_VM, TIME_OUT);
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.Done.class);

        knows("vm_deletion_pending", false);
        world().somebodyDeletesVm(vm);
        assertThat(run(RetireTable.BEGIN_DELETION)).isInstanceOf(StepOutcome.Done.class);
    }

    // -- and goes on

    @Test
    void the_vm_is_deleted_until_hyperstack_does_not_know_it() {
        assertThat(run(RetireTable.DELETE_VM).toString()).contains("WaitUntil", "is being deleted");
        assertThat(clouds.changes()).containsExactly("delete VM " + vm);
        assertThat(learned(RetireTable.DELETE_VM)).isEqualTo(Map.of("vm_gone", true, "vm_deletion_pending", false));
    }

    @Test
    void a_vm_that_is_being_deleted_is_not_asked_for_again() {
        world().deletedVmsStayForLooks(9);
        run(RetireTable.DELETE_VM);

        assertThat(run(RetireTable.DELETE_VM)).isInstanceOf(StepOutcome.WaitUntil.class);
        assertThat(clouds.changes()).containsExactly("delete VM " + vm);
        clock.pass(Parts.PATIENCE.within().deleted());
        assertThat(run(RetireTable.DELETE_VM)).isInstanceOf(StepOutcome.Failed.class);
    }

    @Test
    void a_deletion_that_fails_is_tried_again() {
        clouds.script().next(DELETE_VM, FORBIDDEN);

        assertThat(run(RetireTable.DELETE_VM).toString()).contains("Retry", "could not be deleted");
    }

    @Test
    void the_machine_is_removed_and_seen_gone() {
        assertThat(learned(RetireTable.REMOVE_MACHINE)).isEqualTo(Map.of("machine_gone", true));
        assertThat(clouds.changes()).containsExactly("remove machine machine-1");
        assertThat(learned(RetireTable.REMOVE_MACHINE)).isEqualTo(Map.of("machine_gone", true));
        assertThat(clouds.changes()).hasSize(1);
    }

    @Test
    void a_machine_that_stays_is_removed_again_later() {
        clouds.script().meanwhile(REMOVE_MACHINE, () -> world().somebodyRegisters("machine-1", "again"));
        assertThat(run(RetireTable.REMOVE_MACHINE).toString()).contains("WaitUntil", "RunPod still shows the machine");

        clouds.script().next(REMOVE_MACHINE, FORBIDDEN);
        assertThat(run(RetireTable.REMOVE_MACHINE).toString())
                .contains("Retry", "The machine machine-1 could not be removed", "RunPod's console");
    }

    @Test
    void it_is_over_when_nothing_is_to_be_seen_any_more() {
        world().somebodyDeletesVm(vm);

        assertThat(learned(RetireTable.VERIFY_GONE)).isEqualTo(Map.of("gone", true));
    }

    @Test
    void whatever_is_left_is_named_and_waited_for() {
        assertThat(run(RetireTable.VERIFY_GONE).toString())
                .contains(
                        "WaitUntil",
                        "Hyperstack shows the VM " + HOST,
                        "Nova shows the server server-" + vm,
                        "Hyperstack's firewalls [971] show the VM");
        world().portStays("server-" + vm);
        world().somebodyDeletesVm(vm);
        assertThat(run(RetireTable.VERIFY_GONE).toString()).contains("the ports port-left of the server");
        clock.pass(Parts.PATIENCE.within().deleted());
        assertThat(run(RetireTable.VERIFY_GONE)).isInstanceOf(StepOutcome.Failed.class);
    }

    // -- the way back

    @Test
    void a_vm_whose_deletion_was_not_asked_for_is_kept() {
        assertThat(learned(RetireTable.LIST_BACK)).containsEntry("vm_kept", true);
    }

    @Test
    void a_deletion_that_may_still_come_is_waited_for_and_one_that_came_is_told() {
        knows("vm_deletion_asked_at", NOON.toString());
        knows("vm_deletion_pending", true);
        assertThat(run(RetireTable.LIST_BACK).toString()).contains("WaitUntil", "may still be carried out");

        clock.pass(Parts.SETTLE);
        assertThat(run(RetireTable.LIST_BACK)).isInstanceOf(StepOutcome.Done.class);
        world().vmIs(vm, World.DELETING);
        assertThat(run(RetireTable.LIST_BACK).toString()).contains("NeedsOperator", "nothing brings it back");
        world().somebodyDeletesVm(vm);
        assertThat(run(RetireTable.LIST_BACK).toString()).contains("NeedsOperator", "nothing brings it back");
    }

    @Test
    void a_machine_that_was_offered_before_has_to_be_offered_again() {
        knows("listed_before", true);
        assertThat(run(RetireTable.LIST_BACK).toString()).contains("NeedsOperator", "List it again");

        world().runPodLists(true);
        assertThat(run(RetireTable.LIST_BACK)).isInstanceOf(StepOutcome.Done.class);
        world().machinesGo();
        assertThat(run(RetireTable.LIST_BACK)).isInstanceOf(StepOutcome.NeedsOperator.class);
    }

    @Test
    void an_operator_may_leave_everything_as_it_is() {
        assertThat(learned(RetireTable.ADOPT_WHAT_IS_THERE))
                .containsEntry(
                        "adopted",
                        "VM at Hyperstack: %d (ACTIVE); machines at RunPod: [machine-1]; server in Nova: server-%d on %s"
                                .formatted(vm, vm, HOST));
        world().somebodyDeletesVm(vm);
        world().machinesGo();
        assertThat(learned(RetireTable.ADOPT_WHAT_IS_THERE))
                .containsEntry("adopted", "VM at Hyperstack: none; machines at RunPod: []; server in Nova: none");
        context.interrupted(NOON);
        assertThat(run(RetireTable.ADOPT_WHAT_IS_THERE).toString()).contains("WaitUntil", "may still be carried out");
        assertThat(clouds.changes()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_read_again_and_nothing_is_changed() {
        for (var read : Map.of(
                        RetireTable.VALIDATE, List.of(VMS_NAMED, SERVERS_NAMED, LIST_MACHINES),
                        RetireTable.UNLIST, List.of(LIST_MACHINES),
                        RetireTable.BEGIN_DELETION, List.of(LIST_MACHINES),
                        RetireTable.DELETE_VM, List.of(SHOW_VM),
                        RetireTable.REMOVE_MACHINE, List.of(LIST_MACHINES),
                        RetireTable.VERIFY_GONE, List.of(SHOW_VM, SHOW_SERVER, LIST_PORTS, LIST_FIREWALLS),
                        RetireTable.LIST_BACK, List.of(SHOW_VM, LIST_MACHINES),
                        RetireTable.ADOPT_WHAT_IS_THERE, List.of(SHOW_VM, SHOW_SERVER, LIST_MACHINES))
                .entrySet()) {
            for (var call : read.getValue()) {
                assertThat(unread(read.getKey(), call).toString())
                        .as("%s without %s", read.getKey(), call)
                        .contains("Retry", "could not be read");
            }
        }
        assertThat(clouds.changes()).isEmpty();
    }
}
