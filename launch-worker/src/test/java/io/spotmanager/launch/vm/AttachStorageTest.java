package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.ATTACH_INTERFACE;
import static io.spotmanager.launch.fixture.Call.LIST_INTERFACES;
import static io.spotmanager.launch.fixture.Call.SHOW_SERVER;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
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

/** Attaching twice makes two interfaces, so it is done once. */
class AttachStorageTest {
    private static final String SERVER = "server-1";
    private static final String ATTACH = "attach net-1 to server-1";

    private final StepDialogue attach = step(LaunchTable.ATTACH_NETWORK);

    @BeforeEach
    void theVmIsPlaced() {
        attach.where(world -> world.serverIs(SERVER, "ACTIVE", null)).knowing("server_id", SERVER);
    }

    private void oneInterface() {
        assertThat(attach.world().interfacesOf(SERVER)).isEqualTo(1);
    }

    @Test
    void a_vm_gets_an_interface_on_the_storage_network() {
        attach.runs()
                .isDone()
                .asking("list networks storage-net", "list interfaces of server-1", "show server server-1", ATTACH);
        oneInterface();
    }

    @Test
    void an_interface_that_is_there_is_enough() {
        attach.runs().isDone();
        attach.runs().isDone().after(ATTACH);
        oneInterface();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_is_followed_by_a_look_which_finds_the_interface(FaultType mishap) {
        attach.answers(ATTACH_INTERFACE, mishap).runs().isDone().after(ATTACH);
        oneInterface();
    }

    @Test
    void an_attachment_that_nova_carries_out_after_its_client_has_gone_is_not_repeated() {
        attach.answers(ATTACH_INTERFACE, TIME_OUT).runs().isToBeTriedAgainBecause("no answer");
        attach.timePasses(Duration.ofSeconds(20)).runs().waitsBecause("may still be carried out");
        attach.where(world -> world.somebodyPlugs(SERVER, "net-1"));

        attach.timePasses(Duration.ofSeconds(40)).runs().isDone().after(ATTACH);
        oneInterface();
    }

    @Test
    void an_attachment_that_nova_dropped_is_asked_for_again() {
        attach.answers(ATTACH_INTERFACE, SERVER_ERROR).runs().isToBeTriedAgainBecause("500");
        attach.timePasses(Parts.SETTLE).runs().isDone().after(ATTACH, ATTACH);
        oneInterface();
    }

    @Test
    void a_server_that_still_builds_is_not_bothered() {
        attach.where(world -> world.serverIs(SERVER, "BUILD", null))
                .runs()
                .waitsBecause("still building")
                .changingNothing();
        attach.where(world -> world.serverIs(SERVER, "ACTIVE", "spawning"))
                .runs()
                .waitsBecause("still building")
                .changingNothing();
        attach.where(world -> world.serverIs(SERVER, "ACTIVE", null)).runs().isDone();
        oneInterface();
    }

    @Test
    void a_server_that_does_not_take_an_interface_now_is_asked_again_until_the_deadline() {
        attach.answers(ATTACH_INTERFACE, FaultType.CONFLICT, FaultType.CONFLICT);
        attach.runs().waitsBecause("Nova does not take another interface now");
        attach.timePasses(Duration.ofMinutes(10)).runs().failsBecause("Not within 10m");
        attach.runs().isDone();
        oneInterface();
    }

    @Test
    void any_other_refusal_is_final() {
        attach.answers(ATTACH_INTERFACE, FORBIDDEN).runs().failsBecause("Nova refused (403)");
    }

    @Test
    void nothing_is_attached_while_the_interfaces_cannot_be_read() {
        attach.answers(LIST_INTERFACES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("interfaces could not be read")
                .changingNothing();
        attach.answers(SHOW_SERVER, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void a_network_that_is_not_listed_is_waited_for_until_the_deadline() {
        attach.where(World::networkGoes).runs().waitsBecause("Neutron has no network storage-net");
        attach.timePasses(Duration.ofMinutes(10)).runs().failsBecause("Neutron has no network storage-net");
    }

    @Test
    void a_region_without_a_storage_network_needs_nothing() {
        attach.inARegionWithoutExtras()
                .runs()
                .isSkippedBecause("CANADA-1 has no storage network")
                .changingNothing();
    }

    @Test
    void without_the_lease_nothing_is_attached() {
        attach.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
