package io.spotmanager.domain.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.FirewallRules.Seen;
import io.spotmanager.domain.launch.Region.VmChoice;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirewallRulesTest {
    private static final String HOST = "CA1-L40-01";
    private static final long WANTED = 971;

    private static Region region(@Nullable Long firewall) {
        var choice = new VmChoice("CA1-RunPod", "operations", Pattern.compile(".*"), "n3-{gpu}x{gpus}{nvlink}");
        return new Region("ca1", "CANADA-1", choice, null, firewall);
    }

    private static Vm vm(long id) {
        var condition = new VmCondition("ACTIVE", "RUNNING", "active", null, null, null);
        return new Vm(id, HOST, "CA1-RunPod", "n3-L40x8", condition, List.of(), null);
    }

    private static Firewall firewall(long id, long... vms) {
        return new Firewall(
                id,
                "runpod",
                null,
                LongStream.of(vms)
                        .mapToObj(vm -> new Firewall.Attachment(vm, "ATTACHED"))
                        .toList());
    }

    private static String refusals(@Nullable Long vmId, Optional<Region> region, Seen seen) {
        var checks = FirewallRules.check(new AttachFirewallRequest(HOST, WANTED, vmId), region, seen);
        return String.join(
                " ",
                checks.stream()
                        .filter(check -> !check.allows())
                        .map(Check::text)
                        .toList());
    }

    private static Seen seen(List<Vm> vms) {
        return new Seen(vms, Optional.of(firewall(WANTED, 7)));
    }

    @Test
    void the_only_vm_of_the_name_may_get_the_firewall_of_its_region() {
        assertThat(refusals(null, Optional.of(region(WANTED)), seen(List.of(vm(3)))))
                .isEmpty();
        assertThat(refusals(3L, Optional.of(region(WANTED)), seen(List.of(vm(3)))))
                .isEmpty();
    }

    @Test
    void another_firewall_than_that_of_the_region_is_refused() {
        assertThat(refusals(null, Optional.of(region(972L)), seen(List.of(vm(3)))))
                .contains("is 972 and not 971");
        assertThat(refusals(null, Optional.of(region(null)), seen(List.of(vm(3)))))
                .contains("CANADA-1 has no firewall: SPOT_REGION_CA1_FIREWALL_ID is not set");
        assertThat(refusals(null, Optional.empty(), seen(List.of(vm(3))))).contains("none of the regions");
    }

    @Test
    void a_vm_that_is_not_the_only_one_or_not_the_one_that_was_meant_is_refused() {
        var region = Optional.of(region(WANTED));
        assertThat(refusals(null, region, seen(List.of()))).contains("shows no VM CA1-L40-01");
        assertThat(refusals(null, region, seen(List.of(vm(3), vm(4))))).contains("2 VMs", "[3, 4]");
        assertThat(refusals(4L, region, seen(List.of(vm(3))))).contains("has the id 3 now, and 4 was asked for");
    }

    @Test
    void a_firewall_that_does_not_exist_is_refused() {
        assertThat(refusals(null, Optional.of(region(WANTED)), new Seen(List.of(vm(3)), Optional.empty())))
                .contains("Hyperstack has no firewall 971");
    }

    @Test
    void what_the_vm_has_is_sent_along_and_nothing_twice() {
        var all = List.of(firewall(5, 3, 9), firewall(6, 9), firewall(WANTED, 7));
        assertThat(FirewallRules.together(all, 3, WANTED)).containsExactly(5L, WANTED);
        assertThat(FirewallRules.together(all, 7, WANTED)).containsExactly(WANTED);
        assertThat(FirewallRules.together(all, 4, WANTED)).containsExactly(WANTED);
    }
}
