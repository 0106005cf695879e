package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.REMOVE_MACHINE;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FaultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RunPod keeps no machine of a launch that was taken back, and every other one. */
class RemoveMachineTest {
    private static final String OURS = "CA1-ESC8-L40-01-000000000001";

    private final StepDialogue remove = step(LaunchTable.REMOVE_MACHINE);

    private void registered(String id) {
        remove.where(world -> world.somebodyRegisters(id, OURS))
                .knowing("machine_asked_at", remove.clock().instant().toString())
                .knowing("machine_pending", false);
    }

    @Test
    void our_machine_goes_and_a_machine_of_the_hosts_name_stays() {
        registered("machine-1");
        remove.where(world -> world.somebodyRegisters("machine-2", World.HOST))
                .runs()
                .isDone()
                .after("remove machine machine-1");
        assertThat(remove.world().machineNames()).containsExactly(World.HOST);
    }

    @Test
    void a_launch_that_never_registered_one_looks_for_none() {
        remove.runs().isSkippedBecause("no machine was registered").asking();
    }

    @Test
    void all_machines_of_ours_go_also_one_too_many() {
        registered("machine-1");
        registered("machine-2");
        remove.runs().isDone().after("remove machine machine-1", "remove machine machine-2");
        assertThat(remove.world().machineNames()).isEmpty();
    }

    @Test
    void a_registration_that_may_still_be_carried_out_is_waited_for() {
        remove.knowing("machine_asked_at", remove.clock().instant().toString())
                .knowing("machine_pending", true)
                .runs()
                .waitsBecause("may still be carried out");
        remove.timePasses(Parts.SETTLE).runs().isDone().changingNothing();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "FORBIDDEN", "LOST_REPLY_BUT_DONE"})
    void a_removal_without_a_clear_answer_is_tried_again(FaultType mishap) {
        registered("machine-1");
        remove.answers(REMOVE_MACHINE, mishap).runs().isToBeTriedAgainBecause("could not be removed");
        remove.runs().isDone();
        assertThat(remove.world().machineNames()).isEmpty();
    }

    @Test
    void while_runpod_cannot_be_read_nothing_counts_as_gone() {
        registered("machine-1");
        remove.answers(LIST_MACHINES, SERVER_ERROR).runs().isToBeTriedAgainBecause("RunPod could not be read");
    }

    @Test
    void without_the_lease_nothing_is_removed() {
        registered("machine-1");
        remove.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
