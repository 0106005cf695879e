package io.spotmanager.domain.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.RetireRules.Seen;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetireRulesTest {
    private static final String HOST = "CA1-L40-01";
    private static final String LABEL = "spot-operation-019a0000-0000-7000-8000-0123456789ab";

    private static Vm vm(long id, @Nullable String address, String... labels) {
        var condition = new VmCondition("ACTIVE", "RUNNING", "active", address, "203.0.113.5", "ATTACHED");
        return new Vm(id, HOST, "CA1-RunPod", "n3-L40x8", condition, List.of(labels), null);
    }

    private static NovaServer server(String id, @Nullable String host) {
        var state = new NovaServer.State("ACTIVE", null, "active", host);
        return new NovaServer(id, HOST, state, "p", "n3-L40x8", List.of("10.0.0.5"), null);
    }

    private static String refusals(Seen seen) {
        return String.join(
                " ",
                RetireRules.check(HOST, seen).stream()
                        .filter(check -> !check.allows())
                        .map(Check::text)
                        .toList());
    }

    private static Seen seen(List<Vm> vms, List<NovaServer> servers) {
        return new Seen(vms, servers, Optional.empty());
    }

    @Test
    void the_label_of_a_launch_proves_whose_a_vm_is_and_names_its_machine() {
        var found = RetireRules.vm(HOST, seen(List.of(vm(1, "10.0.0.5", "x", LABEL)), List.of(server("s", HOST))))
                .orElseThrow();
        assertThat(found.vm().id()).isEqualTo(1);
        assertThat(found.machine()).hasToString(HOST + "-0123456789ab");
        assertThat(found.proof()).contains("019a0000");
    }

    @Test
    void a_name_or_another_label_proves_nothing() {
        for (var label : List.of("spot", "spot-operation-", "spot-operation-short")) {
            var seen = seen(List.of(vm(1, null, label)), List.of(server("s", HOST)));
            assertThat(refusals(seen)).contains("nothing proves that it is ours", "administrator has to take it over");
            assertThat(RetireRules.vm(HOST, seen)).isEmpty();
        }
    }

    @Test
    void an_administrator_takes_over_one_vm_and_not_a_name() {
        var taken = Optional.of(new AdoptedVm(1, "s", "m-1", "ada"));
        var servers = List.of(server("s", HOST));
        assertThat(RetireRules.vm(HOST, new Seen(List.of(vm(1, null)), servers, taken)))
                .hasValueSatisfying(found -> assertThat(found.machine()).hasToString("m-1"));
        assertThat(RetireRules.vm(HOST, new Seen(List.of(vm(2, null)), servers, taken)))
                .isEmpty();
    }

    @Test
    void several_vms_of_the_name_are_a_doubt() {
        assertThat(refusals(seen(List.of(vm(1, null, LABEL), vm(2, null, LABEL)), List.of(server("s", HOST)))))
                .contains("2 VMs");
    }

    @Test
    void a_vm_that_nova_does_not_show_on_the_host_stays() {
        assertThat(refusals(seen(List.of(vm(1, null, LABEL)), List.of(server("s", "CA1-L40-02")))))
                .contains("s on CA1-L40-02");
        assertThat(refusals(seen(List.of(vm(1, null, LABEL)), List.of(server("s", null)))))
                .contains("s on no host");
        assertThat(refusals(seen(List.of(vm(1, null, LABEL)), List.of()))).contains("none of that name");
    }

    @Test
    void a_server_with_another_address_is_told_and_stops_nothing() {
        var seen = seen(List.of(vm(1, "10.0.0.6", LABEL)), List.of(server("s", HOST)));

        assertThat(RetireRules.check(HOST, seen).stream().map(Check::text))
                .anyMatch(text -> text.contains("has the addresses [10.0.0.5], and Hyperstack says 10.0.0.6"));
        assertThat(RetireRules.vm(HOST, seen)).isPresent();
    }

    @Test
    void only_what_runpod_says_counts_as_free() {
        assertThat(Renters.of(List.of())).matches(Renters::none);
        assertThat(Renters.of(List.of(machine(0), machine(0)))).matches(Renters::none);
        assertThat(Renters.of(List.of(machine(0), machine(2))).words()).contains("2 rented GPUs");
        assertThat(Renters.of(List.of(machine(null)))).matches(each -> !each.none());
        assertThat(Renters.of(List.of(machine(null))).words()).contains("does not tell");
    }

    private static Machine machine(@Nullable Integer reserved) {
        return new Machine("m", "n", true, reserved, false);
    }
}
