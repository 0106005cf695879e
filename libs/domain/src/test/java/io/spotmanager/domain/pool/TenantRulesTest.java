package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Acknowledgement.ALLOCATIONS;
import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.domain.pool.Check.Result.NEEDS_ACKNOWLEDGEMENT;
import static io.spotmanager.domain.pool.Check.Result.PASSED;
import static io.spotmanager.domain.pool.Check.Result.REFUSED;
import static io.spotmanager.domain.pool.Check.Result.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantRulesTest {
    private static final String HOST = Fleet.HOST;
    private static final Server DELETED = new Server("id-1", "web", "SOFT_DELETED", HOST, "acme", "n3-L40x1");
    private static final Migration RESIZE = new Migration("m-1", "id-2", "resize", "finished", HOST, "elsewhere");
    private static final Unchecked NO_PLACEMENT = new Unchecked(Place.PLACEMENT, "403 not yours");
    private static final Unchecked NO_MIGRATIONS = new Unchecked(Place.MIGRATIONS, "403 not yours");

    @Test
    void a_spot_host_with_a_hidden_tenant_is_not_moved_whatever_is_acknowledged() {
        for (var hidden : List.of(HiddenTenant.softDeleted(DELETED), RESIZE.tenant("db"))) {
            var check = only(moving(PoolKind.SPOT, tenants(hidden), VMS, ALLOCATIONS));

            assertThat(check.result()).isEqualTo(REFUSED);
            assertThat(check.text()).contains(hidden.id(), hidden.text(), "only moved empty");
        }
    }

    @Test
    void another_host_takes_its_hidden_tenants_along_when_that_is_acknowledged() {
        var hidden = tenants(HiddenTenant.softDeleted(DELETED), RESIZE.tenant("db"));

        assertThat(only(moving(PoolKind.ON_DEMAND, hidden)).acknowledgement()).isEqualTo(VMS);
        assertThat(only(moving(PoolKind.ON_DEMAND, hidden, ALLOCATIONS)).result())
                .isEqualTo(NEEDS_ACKNOWLEDGEMENT);
        assertThat(only(moving(PoolKind.ON_DEMAND, hidden, VMS)).allows()).isTrue();
    }

    @Test
    void listed_and_hidden_tenants_are_named_in_one_sentence() {
        var tenants = new HostTenants(List.of(DELETED), List.of(RESIZE.tenant("db")), List.of());

        assertThat(TenantRules.found(HOST, tenants))
                .isEqualTo(
                        "1 server on CA1-L40-01 (web) and 1 tenant that Nova's list of servers on CA1-L40-01 does not show (db (id-2) has a migration of type resize from CA1-L40-01 to elsewhere that is not over (status finished: it waits to be confirmed or reverted)).");
    }

    @Test
    void what_is_left_over_refuses_no_host_for_ever() {
        var left = tenants(HiddenTenant.leftOver("c-1", "has an allocation there and Nova has no server of that id"));

        for (var kind : PoolKind.values()) {
            assertThat(moving(kind, left)).extracting(Check::result).containsExactly(PASSED, NEEDS_ACKNOWLEDGEMENT);
            assertThat(moving(kind, left).getLast().text()).contains("c-1", "acknowledge: [\"allocations\"]");
            assertThat(moving(kind, left, ALLOCATIONS)).allMatch(Check::allows);
        }
    }

    @Test
    void a_place_that_may_not_be_asked_is_named_and_two_need_a_persons_word() {
        var one = new HostTenants(List.of(), List.of(), List.of(NO_PLACEMENT));
        var two = new HostTenants(List.of(), List.of(), List.of(NO_PLACEMENT, NO_MIGRATIONS));

        assertThat(moving(PoolKind.SPOT, one)).extracting(Check::result).containsExactly(PASSED, WARNING);
        assertThat(moving(PoolKind.SPOT, one).getLast().text())
                .isEqualTo("Not checked for CA1-L40-01: the allocations in placement (403 not yours).");
        assertThat(moving(PoolKind.SPOT, two)).extracting(Check::result).containsExactly(PASSED, NEEDS_ACKNOWLEDGEMENT);
        assertThat(moving(PoolKind.SPOT, two, ALLOCATIONS)).allMatch(Check::allows);
    }

    @Test
    void a_host_in_a_cell_out_of_reach_is_not_moved() {
        assertThat(only(moving(PoolKind.ON_DEMAND, tenants(HiddenTenant.cellDown()), VMS))
                        .result())
                .isEqualTo(REFUSED);
        assertThat(TenantRules.ofLaunch(HOST, tenants(HiddenTenant.cellDown())).result())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_launch_needs_a_host_on_which_nothing_is_left() {
        assertThat(TenantRules.ofLaunch(HOST, tenants(RESIZE.tenant("db"))).result())
                .isEqualTo(REFUSED);
        assertThat(TenantRules.ofLaunch(HOST, tenants(HiddenTenant.leftOver("c-1", "is nobody's")))
                        .text())
                .contains("c-1", "allocation delete");
        assertThat(TenantRules.ofLaunch(HOST, tenants()).result()).isEqualTo(PASSED);
    }

    /** The words that Nova 26 writes, and one that it does not. */
    @ParameterizedTest
    @CsvSource({
        "accepted, true",
        "queued, true",
        "preparing, true",
        "pre-migrating, true",
        "running, true",
        "running (post-copy), true",
        "migrating, true",
        "post-migrating, true",
        "finished, true",
        "confirming, true",
        "reverting, true",
        "a word of tomorrow, true",
        "confirmed, false",
        "reverted, false",
        "completed, false",
        "done, false",
        "failed, false",
        "cancelled, false",
        "error, false",
    })
    void a_migration_has_both_hosts_until_nova_says_that_it_is_over(String status, boolean open) {
        var migration = new Migration("m", "id", "live-migration", status, HOST, "elsewhere");

        assertThat(migration.holds(HOST, "ACTIVE")).isEqualTo(open);
        assertThat(migration.holds("elsewhere", "ACTIVE")).isEqualTo(open);
        assertThat(migration.holds("another", "ACTIVE")).isFalse();
    }

    @Test
    void a_failed_resize_has_its_host_while_its_server_is_between_two() {
        var failed = new Migration("m", "id", "resize", "error", HOST, "elsewhere");

        assertThat(failed.holds(HOST, "VERIFY_RESIZE")).isTrue();
        assertThat(failed.holds(HOST, null)).isFalse();
    }

    @Test
    void an_evacuation_has_its_source_until_that_is_back() {
        var evacuation = new Migration("m", "id", "evacuation", "done", HOST, "elsewhere");

        assertThat(evacuation.holds(HOST, "ACTIVE")).isTrue();
        assertThat(evacuation.holds("elsewhere", "ACTIVE")).isFalse();
    }

    @Test
    void what_moves_with_the_host_is_counted_in_a_few_words() {
        var listed = List.of(DELETED, DELETED);
        var hidden = List.of(RESIZE.tenant("db"), HiddenTenant.leftOver("c-1", "is nobody's"));

        assertThat(moving(PoolKind.ON_DEMAND, new HostTenants(listed, hidden, List.of()))
                        .getFirst()
                        .brief())
                .isEqualTo("moves with its 2 VMs and 1 hidden tenant");
        assertThat(moving(PoolKind.ON_DEMAND, new HostTenants(List.of(), hidden, List.of()))
                        .getFirst()
                        .brief())
                .isEqualTo("moves with its 1 hidden tenant");
        assertThat(moving(PoolKind.ON_DEMAND, HostTenants.listed(List.of(DELETED)))
                        .getFirst()
                        .brief())
                .isEqualTo("moves with its 1 VM");
    }

    @Test
    void what_is_left_over_is_not_told_as_a_tenant() {
        var hidden = List.of(RESIZE.tenant("db"), HiddenTenant.leftOver("c-1", "is nobody's"));

        assertThat(TenantRules.found(HOST, new HostTenants(List.of(), hidden, List.of())))
                .startsWith("1 tenant that Nova's list of servers on %s does not show (db (id-2) has".formatted(HOST))
                .doesNotContain("c-1");
    }

    @Test
    void a_cell_out_of_reach_says_that_its_servers_are_unknown() {
        var check = only(moving(PoolKind.ON_DEMAND, tenants(HiddenTenant.cellDown()), VMS));

        assertThat(check.text())
                .isEqualTo(
                        "The servers on %s are unknown, because Nova cannot reach its cell. Wait until Nova can reach it."
                                .formatted(HOST));
    }

    @Test
    void the_last_look_at_the_tenants_goes_by_the_pool_that_the_host_leaves() {
        var rules = new MoveRules(PoolNaming.STANDARD);
        var spot = new MoveRequest(HOST, "L40-n3-spot", "L40-n3", Set.of(VMS));

        assertThat(only(rules.tenants(spot, tenants(HiddenTenant.softDeleted(DELETED))))
                        .result())
                .isEqualTo(REFUSED);
        assertThat(only(rules.tenants(new MoveRequest(HOST, "cpu-general", "L40-n3", Set.of()), tenants()))
                        .text())
                .isEqualTo("cpu-general is no pool.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "running, live-migration, ACTIVE, true",
                "error, resize, VERIFY_RESIZE, true",
                "done, evacuation, ACTIVE, true",
                "done, live-migration, ACTIVE, false",
                "confirmed, resize, VERIFY_RESIZE, false",
                "confirmed, evacuation, ACTIVE, false"
            })
    void what_may_hold_nothing_holds_nothing(String status, String type, String server, boolean may) {
        var migration = new Migration("m", "id", type, status, HOST, "elsewhere");

        assertThat(migration.mayHold()).isEqualTo(may);
        assertThat(migration.holds(HOST, server)).isEqualTo(may);
    }

    @Test
    void a_migration_is_described_by_what_is_known_of_it() {
        assertThat(RESIZE.describe())
                .isEqualTo(
                        "a migration of type resize from %s to elsewhere that is not over (status finished: it waits to be confirmed or reverted)"
                                .formatted(HOST));
        assertThat(new Migration(null, "id", null, "queued", null, null).describe())
                .isEqualTo(
                        "a migration from an unknown host to a host not chosen yet that is not over (status queued)");
    }

    @Test
    void of_a_server_in_a_cell_out_of_reach_nothing_but_its_id_is_known() {
        assertThat(DELETED.isKnown()).isTrue();
        assertThat(DELETED.flavorName()).isEqualTo("n3-L40x1");
        assertThat(new Server("id", "", "UNKNOWN", HOST, "acme", "").isKnown()).isFalse();
    }

    private static List<Check> moving(PoolKind from, HostTenants tenants, Acknowledgement... acknowledged) {
        return TenantRules.ofMove(new MoveRequest(HOST, "L40-n3", "L40-n3-spot", Set.of(acknowledged)), from, tenants);
    }

    private static HostTenants tenants(HiddenTenant... hidden) {
        return new HostTenants(List.of(), List.of(hidden), List.of());
    }

    private static Check only(List<Check> checks) {
        assertThat(checks).hasSize(1);
        return checks.getFirst();
    }
}
