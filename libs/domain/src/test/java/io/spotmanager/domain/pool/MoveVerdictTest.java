package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Acknowledgement.NVLINK;
import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.domain.pool.Fleet.HOST;
import static io.spotmanager.domain.pool.Fleet.withHostIn;
import static io.spotmanager.domain.pool.MoveVerdict.Result.ACKNOWLEDGE;
import static io.spotmanager.domain.pool.MoveVerdict.Result.ALLOWED;
import static io.spotmanager.domain.pool.MoveVerdict.Result.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveVerdictTest {
    private final MoveRules rules = new MoveRules(PoolNaming.STANDARD);

    private MoveVerdict verdict(Fleet fleet, String target) {
        return rules.verdict(HOST, target, fleet.sight());
    }

    @Test
    void an_empty_host_may_go_to_the_other_pools_of_its_type() {
        assertThat(verdict(withHostIn("L40-n3-spot"), "L40-n3"))
                .isEqualTo(new MoveVerdict(ALLOWED, "", false, List.of()));
    }

    @Test
    void what_a_requester_must_accept_is_named_in_a_few_words() {
        assertThat(verdict(withHostIn("L40-n3").withServers(2), "L40-n3-spot"))
                .isEqualTo(new MoveVerdict(ACKNOWLEDGE, "moves with its 2 VMs", false, List.of(VMS)));
        assertThat(verdict(withHostIn("A100-n3-NVLink").withServers(1), "A100-n3"))
                .isEqualTo(new MoveVerdict(
                        ACKNOWLEDGE, "leaves NVLink, moves with its 1 VM", false, List.of(NVLINK, VMS)));
    }

    @Test
    void a_refusal_names_the_first_rule_that_refuses() {
        assertThat(verdict(withHostIn("L40-n3-spot").withServers(1), "L40-n3"))
                .isEqualTo(new MoveVerdict(REFUSED, "a spot host moves only when it is empty", true, List.of()));
        assertThat(verdict(withHostIn("L40-n3"), "L40-n3").reason()).isEqualTo("already in this pool");
        assertThat(verdict(withHostIn("L40-n3"), "A100-n3").reason()).isEqualTo("a host keeps its GPU type (L40)");
        assertThat(verdict(withHostIn("L40-n3"), "cpu-general").result()).isEqualTo(REFUSED);
        assertThat(verdict(withHostIn("L40-n3").whichNovaDoesNotKnow(), "L40-n3-spot")
                        .reason())
                .isEqualTo("Nova has no such host");
    }

    @Test
    void waiting_helps_only_where_nothing_but_its_vms_is_in_the_way() {
        var busy = withHostIn("L40-n3-spot").withServers(1);
        assertThat(verdict(busy, "L40-n3").whenEmpty()).isTrue();
        assertThat(verdict(busy, "A100-n3").whenEmpty()).isFalse();
        assertThat(verdict(busy, "L40-n3-spot").whenEmpty()).isFalse();
        assertThat(verdict(withHostIn("L40-n3-spot"), "L40-n3").whenEmpty()).isFalse();
    }

    @Test
    void a_host_without_one_source_goes_nowhere() {
        assertThat(verdict(withHostIn(), "L40-n3").reason()).startsWith("in no pool");
        assertThat(verdict(withHostIn("L40-n3", "L40-n3-spot"), "L40-n3-runpod").reason())
                .startsWith("in several pools");
        assertThat(verdict(withHostIn("L40-n3", "cpu-general"), "L40-n3-spot").result())
                .isEqualTo(ALLOWED);
    }

    @Test
    void a_hidden_tenant_counts_as_it_does_in_a_preview() {
        var seen = withHostIn("L40-n3-spot").sight();
        var hidden = new HostObservation(
                seen.aggregates(),
                seen.service(),
                new HostTenants(
                        List.of(),
                        List.of(new HiddenTenant(HiddenTenant.Kind.SOFT_DELETED, "id", "web", "is soft-deleted")),
                        List.of()));

        assertThat(rules.verdict(HOST, "L40-n3", hidden).result()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L40-n3", "L40-n3-spot", "L40-n3-runpod", "A100-n3-NVLink", "contract-initech", "nonsense"})
    void a_verdict_is_never_milder_or_harder_than_the_checks(String target) {
        for (var source : List.of("L40-n3", "L40-n3-spot", "A100-n3", "Contract-ACME")) {
            for (int servers = 0; servers < 3; servers++) {
                var fleet = withHostIn(source).withServers(servers);
                var verdict = verdict(fleet, target);
                var asked = new MoveRequest(HOST, source, target, Set.copyOf(verdict.acknowledge()));

                assertThat(rules.check(asked, fleet.sight()).stream().allMatch(Check::allows))
                        .as("%s with %d servers to %s: %s", source, servers, target, verdict)
                        .isEqualTo(verdict.result() != REFUSED);
            }
        }
    }

    @Test
    void the_names_of_two_pools_alone_can_refuse_a_move() {
        assertThat(rules.refusedByName(new MoveRequest(HOST, "L40-n3", "A100-n3", null)))
                .map(Check::text)
                .hasValueSatisfying(text -> assertThat(text).contains("L40"));
        assertThat(rules.refusedByName(new MoveRequest(HOST, "L40-n3", "L40-n3-spot", null)))
                .isEmpty();
        assertThat(rules.refusedByName(new MoveRequest(HOST, "L40-n3", "cpu-general", null)))
                .isEmpty();
    }
}
