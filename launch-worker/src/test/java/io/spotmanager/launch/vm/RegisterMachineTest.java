package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.ADD_MACHINE;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FaultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RunPod takes a name twice, so the launch must not say it twice. */
class RegisterMachineTest {
    private static final String NAME = "CA1-ESC8-L40-01-000000000001";
    private static final String ADD = "add machine " + NAME;

    private final StepDialogue register = step(LaunchTable.REGISTER_MACHINE);

    private void oneMachine() {
        assertThat(register.world().machineNames()).containsExactly(NAME);
    }

    @Test
    void a_machine_is_registered_under_a_name_that_no_other_launch_uses() {
        register.runs().isDone().learns("machine_name", NAME).asking("list machines", ADD);
        oneMachine();
    }

    @Test
    void a_machine_of_that_name_is_ours_and_no_second_one_is_added() {
        register.where(world -> world.somebodyRegisters("machine-7", NAME))
                .runs()
                .isDone()
                .learns("machine_id", "machine-7")
                .changingNothing();
    }

    @Test
    void a_machine_of_the_hosts_name_is_somebody_elses() {
        register.where(world -> world.somebodyRegisters("machine-7", World.HOST))
                .runs()
                .isDone()
                .after(ADD);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_is_followed_by_a_look_which_finds_the_machine(FaultType mishap) {
        register.answers(ADD_MACHINE, mishap).runs().isDone().after(ADD);
        oneMachine();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY"})
    void what_is_not_to_be_seen_then_is_not_added_again_before_it_had_time_to_show(FaultType mishap) {
        register.answers(ADD_MACHINE, mishap).runs().isToBeTriedAgainBecause("nothing is to be seen");
        register.timePasses(Parts.SETTLE.minusSeconds(1))
                .runs()
                .waitsBecause("may still be carried out")
                .after(ADD);
        register.timePasses(Parts.SETTLE).runs().isDone().after(ADD, ADD);
        oneMachine();
    }

    @Test
    void a_refusal_is_final() {
        register.answers(ADD_MACHINE, FORBIDDEN).runs().failsBecause("RunPod refused (403)");
    }

    @Test
    void what_was_never_sent_is_sent_again() {
        register.answers(ADD_MACHINE, NOT_SENT).runs().waitsBecause("not carried out");
        register.runs().isDone();
        oneMachine();
    }

    @Test
    void nothing_is_added_while_runpod_cannot_be_read() {
        register.answers(LIST_MACHINES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("RunPod could not be read")
                .changingNothing();
    }

    @Test
    void when_the_result_cannot_be_read_either_the_next_try_finds_it() {
        register.answers(ADD_MACHINE, TIME_OUT_BUT_DONE)
                .meanwhile(ADD_MACHINE, _ -> register.answers(LIST_MACHINES, SERVER_ERROR))
                .runs()
                .isToBeTriedAgainBecause("RunPod could not be read");
        register.runs().isDone().after(ADD);
        oneMachine();
    }

    @Test
    void without_the_lease_nothing_is_added() {
        register.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
