package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.LIST_INTERFACES;
import static io.spotmanager.launch.fixture.Call.SHOW_FIREWALL;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A launch has succeeded when all of it is seen, not when all of it was answered with yes. */
class VerifyLaunchTest {
    private static final String SERVER = "server-1";
    private static final String STORAGE = "net-1";

    private final StepDialogue verify = step(LaunchTable.VERIFY);
    private long vm;

    @BeforeEach
    void everythingIsThere() {
        vm = verify.withItsVm();
        verify.where(world -> world.serverIs(SERVER, "ACTIVE", null))
                .where(world -> world.somebodyPlugs(SERVER, STORAGE))
                .where(world -> world.somebodyAttaches(vm, World.FIREWALL))
                .knowing("server_id", SERVER)
                .knowing("network_id", STORAGE);
    }

    @Test
    void a_vm_on_its_host_with_one_interface_is_a_success() {
        verify.runs().isDone().changingNothing();
    }

    @Test
    void interfaces_on_other_networks_do_not_count() {
        verify.where(world -> world.somebodyPlugs(SERVER, "net-2")).runs().isDone();
    }

    @Test
    void a_second_interface_on_the_storage_network_is_for_a_person_and_both_ports_are_named() {
        verify.where(world -> world.somebodyPlugs(SERVER, STORAGE))
                .runs()
                .asksAPersonBecause("2 interfaces on the storage network (ports port-")
                .says("openstack server remove port server-1 PORT")
                .changingNothing();
    }

    @Test
    void an_interface_that_somebody_took_away_is_for_a_person() {
        verify.knowing("network_id", "net-2")
                .runs()
                .asksAPersonBecause("no interface on the storage network net-2, as Nova shows it");
    }

    @Test
    void a_launch_without_a_storage_network_is_not_asked_for_one() {
        var plain = step(LaunchTable.VERIFY).inARegionWithoutExtras();
        plain.withItsVm();
        plain.where(world -> world.serverIs(SERVER, "ACTIVE", null)).knowing("server_id", SERVER);
        plain.runs().isDone();
    }

    @Test
    void a_network_that_a_person_took_as_attached_is_looked_at() {
        skipped().where(world -> world.somebodyPlugs(SERVER, STORAGE)).runs().isDone();
        skipped()
                .runs()
                .asksAPersonBecause("no interface on the storage network")
                .changingNothing();
    }

    /** The steps that attach have learned nothing. */
    private static StepDialogue skipped() {
        var skipped = step(LaunchTable.VERIFY);
        var own = skipped.withItsVm();
        return skipped.where(world -> world.serverIs(SERVER, "ACTIVE", null))
                .where(world -> world.somebodyAttaches(own, World.FIREWALL))
                .knowing("server_id", SERVER);
    }

    @Test
    void a_firewall_that_a_person_took_as_attached_is_looked_at() {
        verify.where(world -> world.somebodyDetaches(vm, World.FIREWALL)).runs().waitsBecause("behind the firewall");
        verify.timePasses(Duration.ofMinutes(20))
                .runs()
                .asksAPersonBecause("does not show the VM %d behind the firewall %d".formatted(vm, World.FIREWALL))
                .changingNothing();
    }

    @Test
    void a_firewall_that_cannot_be_read_says_nothing() {
        verify.answers(SHOW_FIREWALL, SERVER_ERROR).runs().isToBeTriedAgainBecause("could not be read");
    }

    @Test
    void interfaces_that_cannot_be_read_say_nothing() {
        verify.answers(LIST_INTERFACES, SERVER_ERROR).runs().isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void a_vm_that_broke_is_no_success() {
        verify.where(world -> world.vmIs(vm, LaunchScene.BROKEN)).runs().failsBecause("The VM did not last");
    }

    @Test
    void a_vm_that_is_gone_is_no_success() {
        verify.where(world -> world.somebodyDeletesVm(vm)).runs().waitsBecause("Hyperstack does not show the VM");
        verify.timePasses(Parts.SETTLE).runs().failsBecause("Hyperstack does not show the VM");
    }

    @Test
    void a_vm_whose_id_is_not_found_is_looked_for_by_its_name() {
        verify.where(World::vmsAreListedAlone)
                .timePasses(Duration.ofMinutes(10))
                .runs()
                .isDone();
    }

    @Test
    void a_vm_that_was_moved_is_for_a_person() {
        verify.where(world -> world.serverGoes(SERVER))
                .runs()
                .asksAPersonBecause("The VM was on %s and Nova shows it on no host".formatted(HOST));
    }

    @Test
    void a_vm_that_starts_again_is_waited_for() {
        verify.where(world -> world.vmsLiveThrough(World.CREATING)).runs().waitsBecause("not active any more");
    }

    @Test
    void a_vm_in_words_that_are_not_known_is_for_a_person_in_the_end() {
        verify.where(world -> world.vmIs(
                        vm, new VmCondition("ACTIVE", "RUNNING", "resized", "10.0.0.5", "203.0.113.5", "ATTACHED")))
                .runs()
                .waitsBecause("vm state resized");
        verify.timePasses(Duration.ofMinutes(20)).runs().asksAPersonBecause("words that are not known");
    }
}
