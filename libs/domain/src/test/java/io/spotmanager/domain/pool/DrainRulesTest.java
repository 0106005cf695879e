package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.Check.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** H1 is to leave L40-n3 as soon as it is empty. */
class DrainRulesTest {
    private static final Instant DEADLINE = Instant.parse("2026-12-01T06:00:00Z");
    private static final HostTenants NOBODY = HostTenants.listed(List.of());
    private static final HostTenants ONE_VM =
            HostTenants.listed(List.of(new Server("id-1", "vm-1", "ACTIVE", "H1", "acme", "n3-L40x1")));

    private final DrainRules rules = new DrainRules(PoolNaming.STANDARD);

    private static DrainRequest to(@Nullable String target, Acknowledgement... acknowledged) {
        return new DrainRequest("H1", "L40-n3", target, DEADLINE, "new fans", false, Set.of(acknowledged));
    }

    private static HostObservation seen(HostTenants tenants, @Nullable String disabledReason) {
        return new HostObservation(
                List.of(
                        new Aggregate(1, "L40-n3", List.of("H1"), null, Map.of()),
                        new Aggregate(2, "L40-n3-spot", List.of(), null, Map.of()),
                        new Aggregate(3, "A100-n3", List.of(), null, Map.of())),
                Optional.of(new ComputeService("H1", disabledReason == null, true, disabledReason, "nova")),
                tenants);
    }

    private List<String> texts(DrainRequest request, HostObservation seen, Result result) {
        return rules.check(request, seen).stream()
                .filter(check -> check.result() == result)
                .map(Check::text)
                .toList();
    }

    @Test
    void vms_are_waited_for_and_are_no_objection() {
        var checks = rules.check(to("L40-n3-spot"), seen(ONE_VM, null));

        assertThat(checks).allMatch(Check::allows);
        assertThat(texts(to("L40-n3-spot"), seen(ONE_VM, null), Result.WARNING))
                .singleElement()
                .asString()
                .contains(
                        "1 server on H1 (vm-1)", "at most until 2026-12-01T06:00:00Z", "live migration is not offered");
    }

    @Test
    void the_rules_of_a_move_and_of_a_withdrawal_hold_as_ever() {
        assertThat(texts(to("A100-n3"), seen(ONE_VM, null), Result.REFUSED))
                .singleElement()
                .asString()
                .contains("a host keeps its GPU type");
        assertThat(texts(to("L40-n3"), seen(NOBODY, null), Result.REFUSED))
                .contains("Source and target are both L40-n3: there is nothing to move.");
        assertThat(texts(to(null), seen(NOBODY, null), Result.REFUSED)).isEmpty();
    }

    @Test
    void a_runpod_vm_of_ours_is_not_waited_for_since_nobody_ends_it_but_a_retirement() {
        var ours = HostTenants.listed(List.of(new Server("id-1", "H1", "ACTIVE", "H1", "acme", "n3-L40x8")));
        assertThat(texts(to(null), seen(ours, null), Result.REFUSED))
                .singleElement()
                .asString()
                .contains("retire the VM first");
    }

    @Test
    void it_says_that_the_host_is_closed_and_opened_again_but_not_what_somebody_else_closed() {
        assertThat(texts(to(null), seen(ONE_VM, null), Result.PASSED))
                .anyMatch(text -> text.contains("no new VM starts there. It is enabled again at the end"));
        assertThat(texts(to(null), seen(ONE_VM, "by ops"), Result.WARNING))
                .contains("Nova's service is disabled already (by ops). It stays as it is, with that reason.");
    }

    @Test
    void a_host_is_empty_when_nothing_at_all_is_left_on_it() {
        assertThat(DrainRules.blocking(to(null), NOBODY)).isEmpty();
        assertThat(DrainRules.blocking(to(null), ONE_VM))
                .hasValueSatisfying(text -> assertThat(text).startsWith("1 server on H1"));
        assertThat(DrainRules.blocking(to(null, Acknowledgement.VMS), ONE_VM))
                .as("whoever waits until it is empty does not accept VMs")
                .isPresent();
        var hidden = hidden(new HiddenTenant(HiddenTenant.Kind.MIGRATION, "id-2", "vm-2", "is being resized there"));
        assertThat(DrainRules.blocking(to(null), hidden)).isPresent();
        assertThat(DrainRules.blocking(to(null), hidden(HiddenTenant.cellDown())))
                .isPresent();
    }

    @Test
    void left_over_allocations_are_waited_for_unless_they_are_acknowledged() {
        var left = hidden(HiddenTenant.leftOver("id-3", "has an allocation and no server"));

        assertThat(DrainRules.blocking(to(null), left)).isPresent();
        assertThat(DrainRules.blocking(to(null, Acknowledgement.ALLOCATIONS), left))
                .isEmpty();
    }

    @Test
    void a_host_that_goes_into_a_pool_cannot_stay_closed() {
        assertThatThrownBy(() -> new DrainRequest("H1", "L40-n3", "L40-n3-spot", DEADLINE, "new fans", true, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HostTenants hidden(HiddenTenant tenant) {
        return new HostTenants(List.of(), List.of(tenant), List.of());
    }

    @Test
    void that_an_empty_host_is_empty_is_told_as_well() {
        assertThat(texts(to("L40-n3-spot"), seen(NOBODY, null), Result.PASSED)).contains("No servers on H1.");
    }
}
