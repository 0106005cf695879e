package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.CREATE_VM;
import static io.spotmanager.launch.fixture.Call.READ_CERTIFICATE;
import static io.spotmanager.launch.fixture.Call.SERVERS_ON_HOST;
import static io.spotmanager.launch.fixture.Call.VMS_NAMED;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.CONFLICT;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FaultType;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Never two VMs, and never a hand on somebody else's. */
class CreateVmTest {
    private static final String ORDER = "create VM " + HOST;
    private static final String LOOK = "list VMs named " + HOST;

    private final StepDialogue create = step(LaunchTable.CREATE_VM);

    @BeforeEach
    void theMachineIsRegistered() {
        create.where(world -> world.somebodyRegisters("machine-1", "CA1-ESC8-L40-01-000000000001"))
                .knowing("machine_id", "machine-1")
                .knowing("flavor", World.FLAVOR);
    }

    private void oneVm() {
        assertThat(create.world().vmIds()).hasSize(1);
    }

    @Test
    void a_vm_is_ordered_after_a_look_and_with_the_intent_on_record() {
        create.runs()
                .isDone()
                .remembers("vm_pending", false)
                .asking(LOOK, "list servers on " + HOST, "read certificate of machine-1", ORDER);
        oneVm();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_is_followed_by_a_look_which_finds_the_vm(FaultType mishap) {
        create.answers(CREATE_VM, mishap)
                .runs()
                .isDone()
                .remembers("vm_pending", false)
                .after(ORDER);
        oneVm();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY"})
    void what_is_not_to_be_seen_after_such_an_answer_is_not_ordered_again_before_it_had_time_to_show(FaultType mishap) {
        create.answers(CREATE_VM, mishap)
                .runs()
                .isToBeTriedAgainBecause("nothing is to be seen of it yet")
                .remembers("vm_pending", true);
        create.timePasses(Parts.SETTLE.minusSeconds(1))
                .runs()
                .waitsBecause("an earlier request may still be carried out")
                .after(ORDER);

        create.timePasses(Duration.ofSeconds(2)).runs().isDone().after(ORDER, ORDER);
        oneVm();
    }

    @Test
    void an_order_that_is_carried_out_late_is_found_and_not_repeated() {
        create.answers(CREATE_VM, TIME_OUT).runs().isToBeTriedAgainBecause("no answer");
        create.where(world -> world.somebodyCreatesVm(HOST, null, create.label()));

        create.timePasses(Duration.ofSeconds(30)).runs().isDone().after(ORDER);
        oneVm();
    }

    @Test
    void a_worker_that_died_after_its_order_leaves_a_vm_that_the_next_one_finds() {
        create.where(world -> world.somebodyCreatesVm(HOST, null, create.label()))
                .knowing("vm_asked_at", create.clock().instant().toString())
                .knowing("vm_pending", true)
                .runs()
                .isDone()
                .changingNothing();
    }

    @Test
    void a_worker_that_died_around_its_order_leaves_doubt_that_only_time_resolves() {
        create.knowing("vm_asked_at", create.clock().instant().toString())
                .knowing("vm_pending", true)
                .runs()
                .waitsBecause("an earlier request may still be carried out")
                .changingNothing();
    }

    @Test
    void a_409_because_of_our_own_vm_means_done() {
        create.meanwhile(READ_CERTIFICATE, world -> world.somebodyCreatesVm(HOST, null, create.label()))
                .runs()
                .isDone()
                .after(ORDER);
        oneVm();
    }

    @Test
    void a_409_because_of_somebody_elses_vm_is_final_and_the_vm_is_left_alone() {
        create.meanwhile(READ_CERTIFICATE, world -> world.somebodyCreatesVm(HOST, null, "theirs"))
                .runs()
                .failsBecause("that this launch did not make. It was left alone")
                .after(ORDER);
        oneVm();
    }

    @Test
    void a_409_because_of_a_vm_that_is_not_to_be_seen_yet_is_waited_for_and_not_taken_for_a_failure() {
        create.answers(CREATE_VM, CONFLICT).runs().isToBeTriedAgainBecause("shows no such VM yet");
        create.runs().waitsBecause("an earlier request may still be carried out");

        create.where(world -> world.somebodyCreatesVm(HOST, null, create.label()));
        create.runs().isDone().after(ORDER);
        oneVm();
    }

    @Test
    void another_launchs_vm_of_the_same_name_is_somebody_elses() {
        create.where(world -> world.somebodyCreatesVm(HOST, null, "spot-operation-of-last-year"))
                .runs()
                .failsBecause("did not make")
                .changingNothing();
    }

    @Test
    void a_vm_without_labels_is_somebody_elses_when_nothing_was_asked_for() {
        create.where(world -> world.somebodyCreatesVm(HOST, null))
                .runs()
                .failsBecause("did not make")
                .changingNothing();
    }

    @Test
    void a_vm_without_labels_that_appears_after_a_lost_answer_is_for_a_person_to_judge() {
        create.answers(CREATE_VM, TIME_OUT).runs().isToBeTriedAgainBecause("no answer");
        create.where(world -> world.somebodyCreatesVm(HOST, create.clock().instant()))
                .runs()
                .asksAPersonBecause("it may be ours or not. It was left alone")
                .after(ORDER);
    }

    @Test
    void a_vm_without_labels_that_is_older_than_the_order_is_somebody_elses() {
        create.answers(CREATE_VM, TIME_OUT).runs().isToBeTriedAgainBecause("no answer");
        create.where(world ->
                        world.somebodyCreatesVm(HOST, create.clock().instant().minus(Duration.ofHours(1))))
                .runs()
                .failsBecause("did not make");
    }

    @Test
    void two_vms_of_ours_are_for_a_person_to_judge() {
        create.where(world -> world.somebodyCreatesVm(HOST, null, create.label()))
                .where(world -> world.somebodyCreatesVm(HOST, null, create.label()))
                .runs()
                .asksAPersonBecause("several VMs of this launch")
                .changingNothing();
    }

    @Test
    void a_refusal_is_final_and_leaves_no_doubt() {
        create.answers(CREATE_VM, FORBIDDEN)
                .runs()
                .failsBecause("Hyperstack refused (403)")
                .remembers("vm_pending", false);
    }

    @Test
    void an_order_that_was_never_sent_leaves_no_doubt_either() {
        create.answers(CREATE_VM, NOT_SENT)
                .runs()
                .waitsBecause("not carried out")
                .remembers("vm_pending", false);
        create.runs().isDone().after(ORDER, ORDER);
    }

    @Test
    void nothing_is_ordered_while_hyperstack_cannot_be_read() {
        create.answers(VMS_NAMED, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Hyperstack could not be read")
                .changingNothing();
    }

    @Test
    void nothing_is_ordered_while_nova_cannot_be_read() {
        create.answers(SERVERS_ON_HOST, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void a_host_that_is_empty_no_more_gets_no_vm() {
        create.where(world -> world.somebodyBoots("customer", HOST))
                .runs()
                .failsBecause("1 server on " + HOST)
                .changingNothing();
    }

    @Test
    void a_machine_that_is_gone_from_runpod_gets_no_vm() {
        create.knowing("machine_id", "machine-99")
                .runs()
                .failsBecause("RunPod gives no install certificate (404)")
                .changingNothing();
    }

    @Test
    void an_earlier_vm_on_its_way_out_is_waited_for() {
        create.withItsVm();
        create.where(world -> world.vmIs(world.vmIds().getFirst(), World.DELETING))
                .where(world -> world.deletedVmsStayForLooks(1))
                .runs()
                .waitsBecause("is being deleted")
                .changingNothing();
    }

    @Test
    void without_the_lease_nothing_is_ordered() {
        create.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
