package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.Check.Result;
import io.spotmanager.domain.settings.FleetSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** H1 is placed into L40-n3 or withdrawn from it. */
class StockRulesTest {
    private static final String OURS = new ServiceMark("new fans", UUID.randomUUID()).text();

    private final StockRules rules = new StockRules(PoolNaming.STANDARD, FleetSettings.STANDARD.types());

    private static HostObservation host(boolean inPool, boolean enabled, @Nullable String reason) {
        return new HostObservation(
                List.of(new Aggregate(1, "L40-n3", inPool ? List.of("H1") : List.of(), null, Map.of())),
                Optional.of(new ComputeService("H1", enabled, true, reason, "nova")),
                List.of());
    }

    private List<Check> placed(HostObservation seen) {
        return rules.check(new PlaceRequest("H1", "L40-n3", null), seen);
    }

    private List<Check> withdrawn(HostObservation seen, boolean disable) {
        return rules.check(new WithdrawRequest("H1", "L40-n3", disable, "new fans", null), seen);
    }

    private static List<String> texts(List<Check> checks, Result result) {
        return checks.stream()
                .filter(check -> check.result() == result)
                .map(Check::text)
                .toList();
    }

    @Test
    void what_a_withdrawal_disabled_is_enabled_again_and_that_is_no_reason_to_warn() {
        var checks = placed(host(false, false, OURS));

        assertThat(texts(checks, Result.PASSED)).anyMatch(text -> text.endsWith("(new fans) and is enabled again."));
        assertThat(checks).allMatch(check -> check.result() == Result.PASSED);
    }

    @Test
    void what_somebody_else_disabled_stays_disabled_and_that_is_told() {
        assertThat(texts(placed(host(false, false, "by ops")), Result.WARNING))
                .anyMatch(text -> text.contains("disabled by somebody else (by ops). It stays disabled"));
    }

    @Test
    void a_host_in_a_pool_is_not_placed_and_one_in_none_is_not_withdrawn() {
        assertThat(texts(placed(host(true, true, null)), Result.REFUSED))
                .containsExactly(
                        "H1 is in L40-n3 already, and only a host in no pool is placed. Move it from there, or withdraw it first.");
        assertThat(texts(withdrawn(host(false, true, null), false), Result.REFUSED))
                .containsExactly("H1 is in no pool: there is nothing to withdraw it from.");
    }

    @Test
    void a_withdrawal_says_what_happens_to_the_service() {
        assertThat(texts(withdrawn(host(true, true, null), true), Result.PASSED))
                .contains("Nova's service is to be disabled, with the reason and the number of this operation.");
        assertThat(texts(withdrawn(host(true, true, null), false), Result.PASSED))
                .contains("Nova's service stays as it is.");
        assertThat(texts(withdrawn(host(true, false, "by ops"), true), Result.WARNING))
                .contains("Nova's service is disabled already (by ops). It stays as it is, with that reason.");
    }

    private Check typeOf(String host, String pool) {
        var seen = new HostObservation(
                List.of(new Aggregate(1, pool, List.of(), null, Map.of())),
                Optional.of(new ComputeService(host, true, true, null, "nova")),
                List.of());
        return rules.check(new PlaceRequest(host, pool, Set.of(Acknowledgement.VMS)), seen).stream()
                .filter(check -> check.name().equals("gpu_type"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_host_whose_name_says_another_gpu_type_is_not_placed_whatever_is_accepted() {
        assertThat(typeOf("CA1-ESC4-A4000-01", "L40-n3").result()).isEqualTo(Result.REFUSED);
        assertThat(typeOf("CA1-ESC4-A4000-01", "L40-n3").text())
                .startsWith("The name of CA1-ESC4-A4000-01 says RTX-A4000, and L40-n3 sells L40");
        assertThat(typeOf("CA1-ESC4-A4000-01", "RTX-A4000-n3").result()).isEqualTo(Result.PASSED);
        assertThat(typeOf("CA1-B300-01", "B300-n3").text()).contains("as the name of CA1-B300-01 says");
    }

    @Test
    void a_host_whose_name_says_no_gpu_type_is_placed_and_that_nothing_is_known_of_it_is_told() {
        assertThat(typeOf("H1", "L40-n3").result()).isEqualTo(Result.PASSED);
        assertThat(typeOf("H1", "L40-n3").text()).contains("is not known");
        assertThat(typeOf("CA1-ESC4-A4000-01", "Contract-ACME").result()).isEqualTo(Result.PASSED);
    }

    private MoveVerdict verdict(String target, String... pools) {
        return rules.verdict(Fleet.HOST, target, Fleet.withHostIn(pools).sight());
    }

    @Test
    void a_host_in_no_pool_may_be_placed_and_one_in_a_pool_moved_or_withdrawn() {
        assertThat(verdict("L40-n3").result()).isEqualTo(MoveVerdict.Result.ALLOWED);
        assertThat(verdict("L40-n3-spot", "L40-n3").result()).isEqualTo(MoveVerdict.Result.ALLOWED);
        assertThat(verdict("A100-n3", "L40-n3").reason()).isEqualTo("a host keeps its GPU type (L40)");
        assertThat(verdict("", "L40-n3").result()).isEqualTo(MoveVerdict.Result.ALLOWED);
    }

    @Test
    void an_aggregate_that_is_no_pool_and_the_hosts_of_others_do_not_count() {
        assertThat(verdict("", "L40-n3", "cpu-general").result()).isEqualTo(MoveVerdict.Result.ALLOWED);
        assertThat(verdict("L40-n3", "cpu-general").reason()).doesNotContain("keeps its GPU type");
    }

    @Test
    void where_there_is_nothing_or_no_one_pool_to_take_it_from_it_is_said() {
        assertThat(verdict("").reason()).isEqualTo("in no pool already");
        assertThat(verdict("", "L40-n3", "L40-n3-spot").reason()).isEqualTo("in several pools: correct that first");
    }

    @Test
    void vms_that_nobody_accepted_are_an_objection_to_a_placement() {
        var busy = Fleet.withHostIn().withServers(1).sight();

        assertThat(rules.check(new PlaceRequest(Fleet.HOST, "L40-n3", null), busy))
                .anyMatch(check -> !check.allows() && check.text().contains("1 server on"));
    }

    @Test
    void a_pool_of_another_zone_is_told_before_a_placement() {
        var fleet = Fleet.withHostIn("cpu-general").withZone("cpu-general", "a").withZone("L40-n3", "b");

        assertThat(texts(rules.check(new PlaceRequest(Fleet.HOST, "L40-n3", null), fleet.sight()), Result.WARNING))
                .anyMatch(text -> text.contains("availability zone"));
    }
}
