package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.SERVERS_NAMED;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckHostTest {
    private final StepDialogue check = step(LaunchTable.CHECK_HOST);

    @Test
    void a_vm_on_the_host_that_was_asked_for_is_placed() {
        check.where(world -> world.somebodyBoots(HOST, HOST)).runs().isDone().learns("placed_on", HOST);
    }

    @Test
    void a_vm_on_another_host_fails_and_says_on_which() {
        check.where(world -> world.somebodyBoots(HOST, "CA1-ESC8-L40-02"))
                .runs()
                .failsBecause("The VM runs on CA1-ESC8-L40-02 instead of CA1-ESC8-L40-01");
    }

    @Test
    void a_vm_that_nova_does_not_show_yet_is_waited_for_until_the_deadline() {
        check.runs().waitsBecause("Nova does not show the VM yet");
        check.timePasses(Duration.ofMinutes(5)).runs().failsBecause("Not within 5m");
    }

    @Test
    void a_vm_whose_host_nova_hides_is_for_a_person_and_not_rolled_back() {
        check.where(world -> world.somebodyBoots(HOST, null)).runs().waitsBecause("on which host the VM is");
        check.timePasses(Duration.ofMinutes(5))
                .runs()
                .asksAPersonBecause("Check the role of the log-in")
                .changingNothing();
    }

    @Test
    void of_several_servers_of_that_name_the_one_with_the_vms_address_counts() {
        check.where(world -> world.somebodyBoots(HOST, "CA1-ESC8-L40-02", "10.0.0.77"))
                .where(world -> world.somebodyBoots(HOST, HOST, "10.0.0.5"))
                .knowing("fixed_ip", "10.0.0.5")
                .runs()
                .isDone()
                .learns("placed_on", HOST);
    }

    @Test
    void several_that_nothing_tells_apart_are_for_a_person_to_judge() {
        check.where(world -> world.somebodyBoots(HOST, "CA1-ESC8-L40-02"))
                .where(world -> world.somebodyBoots(HOST, HOST))
                .runs()
                .asksAPersonBecause("Nova has several servers " + HOST);
    }

    @Test
    void a_look_that_fails_says_nothing() {
        check.answers(SERVERS_NAMED, SERVER_ERROR).runs().isToBeTriedAgainBecause("Nova could not be read");
    }
}
