package io.spotmanager.launch.vm;

import static io.spotmanager.launch.vm.StepDialogue.step;

import io.spotmanager.launch.fixture.World;
import org.junit.jupiter.api.Test;

/** RunPod's word counts for the VM that it is about. */
class AwaitRegisteredTest {
    private static final String NAME = "CA1-ESC8-L40-01-000000000001";

    @Test
    void a_word_about_an_earlier_vm_of_the_launch_is_a_persons_to_judge() {
        var await = step(LaunchTable.AWAIT_REGISTERED)
                .where(world -> world.somebodyRegisters("machine-7", NAME))
                .knowing("machine_id", "machine-7")
                .knowing("registered_before", true);
        await.withItsVm();
        await.where(world -> world.runPodSaysRegistered(true));

        await.runs().asksAPersonBecause("as registered before this VM was asked for");
    }

    @Test
    void once_runpod_has_forgotten_the_earlier_vm_its_word_counts_again() {
        var await = step(LaunchTable.AWAIT_REGISTERED)
                .where(world -> world.somebodyRegisters("machine-7", NAME))
                .knowing("machine_id", "machine-7")
                .knowing("registered_before", true);
        await.withItsVm();
        await.where(world -> world.runPodSaysRegistered(false));
        await.runs().waitsBecause("as not registered");

        await.where(world -> world.runPodSaysRegistered(true));
        await.runs().isDone().learns("registered", true);
    }

    @Test
    void what_runpod_said_of_the_machine_is_kept_before_a_vm_is_asked_for() {
        var create = step(LaunchTable.CREATE_VM)
                .where(world -> world.somebodyRegisters("machine-7", NAME))
                .knowing("machine_id", "machine-7")
                .knowing("flavor", World.FLAVOR)
                .knowing("machine_registered", true)
                .knowing("vm_gone", true);

        create.runs().isDone().learns("vm_gone", false).remembers("registered_before", true);
    }
}
