package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitActiveTest {
    private static final VmCondition BUILDING = new VmCondition("BUILD", null, "building", null, null, null);
    private static final VmCondition WITHOUT_ADDRESS =
            new VmCondition("ACTIVE", "RUNNING", "active", "10.0.0.5", null, "ATTACHING");
    private static final VmCondition BROKEN = new VmCondition("ACTIVE", "RUNNING", "error", "10.0.0.5", null, null);

    private final StepDialogue wait = step(LaunchTable.AWAIT_ACTIVE);

    @BeforeEach
    void theVmWasOrdered() {
        wait.withItsVm();
    }

    @Test
    void a_vm_is_looked_at_until_it_runs_and_has_its_public_address() {
        wait.where(world -> world.vmsLiveThrough(World.CREATING, BUILDING, WITHOUT_ADDRESS, World.ACTIVE));

        wait.runs().waitsBecause("status CREATING");
        wait.runs().waitsBecause("status BUILD");
        wait.runs().waitsBecause("status ACTIVE, power RUNNING, vm state active, public address null (ATTACHING)");
        wait.runs().isDone().learns("floating_ip", "203.0.113.5").learns("fixed_ip", "10.0.0.5");
    }

    @Test
    void an_error_in_any_of_its_states_is_final() {
        wait.where(world -> world.vmsLiveThrough(BROKEN)).runs().failsBecause("The VM broke: status ACTIVE");
    }

    @Test
    void a_vm_that_never_becomes_active_fails_at_the_deadline_with_what_was_seen_last() {
        wait.where(world -> world.vmsLiveThrough(BUILDING));
        wait.timePasses(Duration.ofMinutes(19)).runs().waitsBecause("status BUILD");
        wait.timePasses(Duration.ofMinutes(1))
                .runs()
                .failsBecause("Not within 20m: the VM is not active yet: status BUILD");
    }

    /** Another client of Hyperstack takes ATTACHED and active alike. */
    @Test
    void an_address_that_is_there_is_enough_whatever_its_status_is_called() {
        wait.where(world -> world.vmsLiveThrough(
                        new VmCondition("ACTIVE", "RUNNING", "active", "10.0.0.5", "203.0.113.5", "active")))
                .runs()
                .isDone()
                .learns("floating_ip", "203.0.113.5");
    }

    @Test
    void a_vm_in_words_that_are_not_known_is_waited_for_and_then_for_a_person_and_not_rolled_back() {
        wait.where(world -> world.vmsLiveThrough(
                new VmCondition("RUNNING", "RUNNING", "active", "10.0.0.5", "203.0.113.5", "ATTACHED")));
        wait.runs().waitsBecause("status RUNNING");
        wait.timePasses(Duration.ofMinutes(20))
                .runs()
                .asksAPersonBecause("in words that are not known: status RUNNING")
                .changingNothing();
    }

    @Test
    void a_vm_that_somebody_deletes_is_no_vm_to_wait_for() {
        wait.where(world -> world.vmsLiveThrough(new VmCondition("DELETING", null, null, null, null, null)))
                .runs()
                .failsBecause("Hyperstack shows the VM being deleted, and this launch did not ask for that");
        wait.where(world -> world.somebodyDeletesVm(world.vmIds().getFirst()))
                .timePasses(Parts.SETTLE)
                .runs()
                .failsBecause("Hyperstack does not show the VM");
    }

    @Test
    void a_vm_whose_id_is_not_found_is_looked_for_by_its_name() {
        wait.where(world -> world.vmsLiveThrough(World.ACTIVE))
                .where(World::vmsAreListedAlone)
                .timePasses(Duration.ofMinutes(10))
                .runs()
                .isDone();
    }

    @Test
    void a_vm_that_is_too_new_to_be_shown_is_waited_for_and_not_rolled_back() {
        wait.where(world -> world.somebodyDeletesVm(world.vmIds().getFirst()))
                .runs()
                .waitsBecause("Hyperstack does not show the VM");
    }

    @Test
    void a_look_that_fails_says_nothing() {
        wait.answers(SHOW_VM, SERVER_ERROR).runs().isToBeTriedAgainBecause("Hyperstack could not be read");
    }
}
