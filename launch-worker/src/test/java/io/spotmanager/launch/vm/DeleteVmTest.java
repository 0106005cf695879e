package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.DELETE_VM;
import static io.spotmanager.launch.fixture.Call.VMS_NAMED;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.testkit.FaultType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The roll-back leaves no VM of ours behind, and touches no other. */
class DeleteVmTest {
    private final StepDialogue delete = step(LaunchTable.DELETE_VM);

    private void askedWithoutAnAnswer() {
        delete.knowing("vm_asked_at", delete.clock().instant().toString()).knowing("vm_pending", true);
    }

    @Test
    void the_vm_is_deleted_and_looked_for_until_it_is_gone() {
        var vm = delete.withItsVm();
        delete.where(world -> world.deletedVmsStayForLooks(2));

        delete.runs().waitsBecause("the VM is being deleted");
        delete.runs().waitsBecause("the VM is being deleted");
        delete.runs().waitsBecause("the VM is being deleted");
        delete.runs().isDone().learns("vm_gone", true).after("delete VM " + vm);
        assertThat(delete.world().vmIds()).isEmpty();
    }

    @Test
    void a_launch_that_never_asked_for_a_vm_looks_for_none() {
        delete.runs().isSkippedBecause("no VM was asked for").asking();
    }

    @Test
    void a_vm_whose_order_was_never_answered_is_found_by_its_label() {
        askedWithoutAnAnswer();
        delete.where(world -> world.somebodyCreatesVm(HOST, null, delete.label()));
        delete.runs().waitsBecause("being deleted");
        delete.timePasses(Parts.SETTLE).runs().isDone();
        assertThat(delete.world().vmIds()).isEmpty();
    }

    @Test
    void an_order_that_may_still_be_carried_out_is_waited_for_and_its_vm_deleted() {
        askedWithoutAnAnswer();
        delete.runs().waitsBecause("may still be carried out");
        delete.where(world -> world.somebodyCreatesVm(HOST, null, delete.label()));
        delete.timePasses(Duration.ofSeconds(60)).runs().waitsBecause("being deleted");
        delete.timePasses(Parts.SETTLE).runs().isDone();
        assertThat(delete.world().vmIds()).isEmpty();
    }

    @Test
    void an_order_that_brought_nothing_in_its_time_brings_nothing() {
        askedWithoutAnAnswer();
        delete.timePasses(Parts.SETTLE).runs().isDone().changingNothing();
    }

    @Test
    void somebody_elses_vm_of_that_name_stays() {
        var ours = delete.withItsVm();
        delete.where(world -> world.somebodyDeletesVm(ours))
                .where(world -> world.somebodyCreatesVm(HOST, null, "theirs"))
                .runs()
                .isDone()
                .changingNothing();
        assertThat(delete.world().vmIds()).hasSize(1);
    }

    @Test
    void a_vm_that_may_be_ours_or_not_is_for_a_person_to_judge() {
        askedWithoutAnAnswer();
        delete.where(world -> world.somebodyCreatesVm(HOST, null))
                .runs()
                .asksAPersonBecause("it may be ours or not")
                .changingNothing();
    }

    @Test
    void a_vm_that_somebody_renamed_is_found_by_its_id() {
        var vm = delete.withItsVm();
        delete.where(world -> world.somebodyRenames(vm, "renamed"));
        delete.runs().waitsBecause("being deleted").after("delete VM " + vm);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY", "FORBIDDEN", "LOST_REPLY_BUT_DONE"})
    void a_deletion_without_a_clear_answer_is_tried_again(FaultType mishap) {
        delete.withItsVm();
        delete.answers(DELETE_VM, mishap).runs().isToBeTriedAgainBecause("could not be deleted");
        delete.runs();
        delete.runs().isDone();
        assertThat(delete.world().vmIds()).isEmpty();
    }

    @Test
    void a_deletion_that_cannot_be_sent_is_no_try_for_a_while() {
        delete.withItsVm();
        delete.always(DELETE_VM, FaultType.NOT_SENT);
        delete.runs().waitsBecause("the circuit is open");
        delete.timePasses(Duration.ofMinutes(15)).runs().isToBeTriedAgainBecause("the circuit is open");
    }

    @Test
    void a_vm_that_never_goes_fails_at_the_deadline() {
        delete.withItsVm();
        delete.where(world -> world.deletedVmsStayForLooks(99));
        delete.runs().waitsBecause("being deleted");
        delete.timePasses(Duration.ofMinutes(10)).runs().failsBecause("Not within 10m: the VM is being deleted");
    }

    @Test
    void while_hyperstack_cannot_be_read_nothing_counts_as_gone() {
        delete.withItsVm();
        delete.answers(VMS_NAMED, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Hyperstack could not be read")
                .changingNothing();
    }

    @Test
    void without_the_lease_nothing_is_deleted() {
        delete.withItsVm();
        delete.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
