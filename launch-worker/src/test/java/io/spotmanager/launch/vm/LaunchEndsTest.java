package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.SERVERS_NAMED;
import static io.spotmanager.launch.fixture.Call.VMS_NAMED;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.launch.fixture.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a launch ends otherwise than it was to: kept for inspection, without RunPod's word, or as it is. */
class LaunchEndsTest {
    private static final String NAME = "CA1-ESC8-L40-01-000000000001";
    private static final LaunchRequest KEEPING = new LaunchRequest(World.HOST, World.IMAGE, null, true);

    // -- kept for inspection

    @Test
    void what_was_made_is_kept_if_that_was_asked_for() {
        var keep = step(LaunchTable.KEEP_OR_UNDO).requested(KEEPING).knowing("failure", "The VM did not last.");
        var vm = keep.withItsVm();

        keep.knowing("machine_id", "machine-7")
                .runs()
                .asksAPersonBecause("The VM did not last. Kept for inspection, as requested: the VM")
                .says("(id %d) and the RunPod machine %s (id machine-7). Roll back to remove it".formatted(vm, NAME));
    }

    @Test
    void what_may_still_be_made_counts_as_made() {
        step(LaunchTable.KEEP_OR_UNDO)
                .requested(KEEPING)
                .knowing("vm_pending", true)
                .runs()
                .asksAPersonBecause("The launch failed. Kept for inspection, as requested: the VM")
                .says("(id unknown). Roll back");
        step(LaunchTable.KEEP_OR_UNDO)
                .requested(KEEPING)
                .knowing("machine_pending", true)
                .runs()
                .asksAPersonBecause("as requested: the RunPod machine");
    }

    @Test
    void a_launch_that_made_nothing_or_was_not_to_keep_it_is_undone() {
        step(LaunchTable.KEEP_OR_UNDO).requested(KEEPING).runs().isDone();
        var undo = step(LaunchTable.KEEP_OR_UNDO);
        undo.withItsVm();
        undo.runs().isDone();
    }

    // -- without RunPod's word

    private static StepDialogue allButRunPod() {
        var go = step(LaunchTable.GO_WITHOUT_RUNPOD).inARegionWithoutExtras();
        var vm = go.withItsVm();
        return go.where(world -> world.serverIs("server-1", "ACTIVE", null))
                .knowing("server_id", "server-1")
                .knowing("verified_vm_id", String.valueOf(vm));
    }

    @Test
    void a_launch_that_only_waits_for_runpod_can_end_without_its_word_after_another_look() {
        allButRunPod().runs().isDone().learns("registered", "not waited for");
        allButRunPod()
                .where(world -> world.serverGoes("server-1"))
                .runs()
                .asksAPersonBecause("Nova shows it on no host now");
    }

    @Test
    void a_launch_that_has_not_come_so_far_or_made_another_vm_since_cannot() {
        step(LaunchTable.GO_WITHOUT_RUNPOD).runs().asksAPersonBecause("Only the wait for RunPod can be skipped");
        allButRunPod()
                .knowing("verified_vm_id", "4711")
                .runs()
                .asksAPersonBecause("Only the wait for RunPod can be skipped");
    }

    // -- as it is

    @Test
    void what_is_there_is_recorded_when_an_operator_leaves_it() {
        var adopt = step(LaunchTable.ADOPT_WHAT_IS_THERE).where(world -> world.somebodyRegisters("machine-7", NAME));
        var vm = adopt.withItsVm();

        adopt.where(world -> world.serverIs("server-1", "ACTIVE", null))
                .runs()
                .isDone()
                .says("VMs at Hyperstack: [%d (ACTIVE)]; machines at RunPod: [machine-7]; servers in Nova: ["
                        .formatted(vm))
                .says("server-1 on " + World.HOST)
                .changingNothing();
    }

    @Test
    void a_request_that_may_still_be_carried_out_is_waited_for() {
        var adopt = step(LaunchTable.ADOPT_WHAT_IS_THERE);
        adopt.knowing("vm_asked_at", adopt.clock().instant().toString())
                .knowing("vm_pending", true)
                .runs()
                .waitsBecause("the request for the VM may still be carried out");
        var unclear = step(LaunchTable.ADOPT_WHAT_IS_THERE);
        unclear.knowing("unclear_at", unclear.clock().instant().toString())
                .runs()
                .waitsBecause("an earlier request may still be carried out");
    }

    @Test
    void what_cannot_be_read_is_not_recorded() {
        for (var call : List.of(VMS_NAMED, LIST_MACHINES, SERVERS_NAMED)) {
            step(LaunchTable.ADOPT_WHAT_IS_THERE)
                    .answers(call, SERVER_ERROR)
                    .runs()
                    .isToBeTriedAgainBecause("could not be read");
        }
    }

    // -- whose VM it is

    @Test
    void several_vms_of_one_launch_are_named_for_a_person() {
        var create = step(LaunchTable.CREATE_VM).knowing("flavor", World.FLAVOR);
        var one = create.world().somebodyCreatesVm(World.HOST, null, create.label());
        var other = create.world().somebodyCreatesVm(World.HOST, null, create.label());

        create.runs()
                .asksAPersonBecause("several VMs of this launch (id %d, %d)".formatted(one, other))
                .changingNothing();
    }

    @Test
    void a_machine_that_runpod_shows_under_another_id_is_not_the_one_that_is_waited_for() {
        var await = step(LaunchTable.AWAIT_REGISTERED)
                .where(world -> world.somebodyRegisters("machine-8", NAME))
                .knowing("machine_id", "machine-7");
        await.withItsVm();
        await.where(world -> world.runPodSaysRegistered(true));

        await.runs().waitsBecause("RunPod shows no machine machine-7");
    }
}
