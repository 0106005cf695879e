package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.ATTACH_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.LIST_FIREWALLS;
import static io.spotmanager.launch.fixture.World.FIREWALL;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.testkit.FaultType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens, no VM loses a firewall that it had. */
class AttachFirewallTest {
    private final StepDialogue attach = step(LaunchTable.ATTACH_FIREWALL);
    private long vm;

    @BeforeEach
    void theVmIsThere() {
        vm = attach.withItsVm();
    }

    private String asks(String firewalls) {
        return "attach firewalls %s to VM %d".formatted(firewalls, vm);
    }

    private void everyOtherVmKeepsIt() {
        assertThat(attach.world().vmsBehind(FIREWALL)).contains(7L, 8L);
    }

    @Test
    void a_firewall_is_attached_from_the_vms_side_and_believed_when_seen() {
        attach.runs().waitsBecause("does not show the VM yet");
        attach.runs()
                .isDone()
                .learns("firewall_id", FIREWALL)
                .asking("list firewalls", asks("[971]"), "list firewalls");
        assertThat(attach.world().vmsBehind(FIREWALL)).containsExactly(7L, 8L, vm);
    }

    @Test
    void what_the_vm_has_already_is_sent_along_and_kept() {
        attach.where(world -> world.firewallIs(5, vm, 9));
        attach.runs().waitsBecause("does not show");
        attach.runs().isDone().after(asks("[5, 971]"));
        assertThat(attach.world().vmsBehind(5)).containsExactlyInAnyOrder(vm, 9L);
        everyOtherVmKeepsIt();
    }

    @Test
    void a_firewall_that_shows_the_vm_already_is_left_alone() {
        attach.where(world -> world.somebodyAttaches(vm, FIREWALL))
                .runs()
                .isDone()
                .changingNothing();
    }

    @Test
    void a_firewall_that_shows_changes_late_is_looked_at_and_not_written_again() {
        attach.where(world -> world.firewallShowsAfterReads(4));
        for (var look = 0; look < 4; look++) {
            attach.timePasses(Duration.ofSeconds(20)).runs().waitsBecause("does not show the VM yet");
        }
        attach.runs().isDone().after(asks("[971]"));
        everyOtherVmKeepsIt();
    }

    @Test
    void a_failed_read_never_leads_to_a_write() {
        attach.answers(LIST_FIREWALLS, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Hyperstack's firewalls could not be read")
                .changingNothing();
        everyOtherVmKeepsIt();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_is_followed_by_a_look(FaultType mishap) {
        attach.answers(ATTACH_FIREWALLS, mishap).runs().isToBeTriedAgainBecause("");
        attach.runs();
        attach.runs().isDone();
        everyOtherVmKeepsIt();
    }

    @Test
    void what_cannot_be_sent_is_no_try_for_a_while() {
        attach.answers(ATTACH_FIREWALLS, FaultType.NOT_SENT).runs().waitsBecause("the circuit is open");
        attach.runs();
        attach.runs().isDone();
    }

    @Test
    void what_was_accepted_and_forgotten_is_asked_for_again_once_it_had_its_time() {
        attach.meanwhile(ATTACH_FIREWALLS, world -> world.attach(vm, List.of()));
        attach.runs().waitsBecause("does not show");
        attach.timePasses(Parts.SETTLE).runs().waitsBecause("does not show");
        attach.runs().isDone().after(asks("[971]"), asks("[971]"));
        everyOtherVmKeepsIt();
    }

    @Test
    void a_firewall_that_never_shows_the_vm_fails_at_the_deadline() {
        attach.where(world -> world.firewallShowsAfterReads(99));
        attach.runs().waitsBecause("does not show");
        attach.timePasses(Duration.ofMinutes(5)).runs().failsBecause("Not within 5m: the firewall 971 does not show");
    }

    @Test
    void a_refusal_is_final() {
        attach.answers(ATTACH_FIREWALLS, FORBIDDEN).runs().failsBecause("Hyperstack refused the firewall (403)");
    }

    @Test
    void a_firewall_that_is_gone_is_final() {
        attach.where(world -> world.firewallGoes(FIREWALL)).runs().failsBecause("The firewall 971 is gone");
    }

    /** The list leaves out rows that cannot be read. */
    @Test
    void a_firewall_that_is_not_in_the_list_but_exists_is_not_gone() {
        attach.where(world -> world.firewallIsNotListed(FIREWALL));
        attach.runs().waitsBecause("does not show the VM yet").after(asks("[971]"));
        attach.runs().isDone();
    }

    @Test
    void a_region_without_a_firewall_needs_nothing() {
        attach.inARegionWithoutExtras().runs().isSkippedBecause("CANADA-1 has no firewall");
    }

    @Test
    void without_the_lease_nothing_is_attached() {
        attach.leaseLost().losesItsLeaseAndChangesNothing();
    }
}
