package io.spotmanager.clouds.launch;

import static io.spotmanager.clouds.launch.LaunchCase.given;
import static io.spotmanager.clouds.launch.Site.ready;
import static io.spotmanager.domain.pool.Check.Result.PASSED;
import static io.spotmanager.domain.pool.Check.Result.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Check;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchRulesTest {
    private static final String MOVE_IT =
            " A VM for RunPod is launched on a host that is in a RunPod pool alone: move it there first.";
    private static final String BRING_IT_BACK = ", so no VM can start there. Bring it back first.";

    static Stream<LaunchCase> cases() {
        return Stream.of(
                // -- is the host known, does it work, and can a VM bear its name?
                given("a healthy host", ready()).expect("host", PASSED, "CA1-L40-01 is known to Nova, enabled and up."),
                given("a host that Nova does not know", ready().whichNovaDoesNotKnow())
                        .expect(
                                "host",
                                REFUSED,
                                "Nova has no compute host CA1-L40-01. Names are case-sensitive; check the spelling."),
                given("a disabled host", ready().withService(false, true))
                        .expect(
                                "host",
                                REFUSED,
                                "The compute service of CA1-L40-01 is disabled and up" + BRING_IT_BACK),
                given("a host that is down", ready().withService(true, false))
                        .expect(
                                "host",
                                REFUSED,
                                "The compute service of CA1-L40-01 is enabled and down" + BRING_IT_BACK),
                given("a name as long as a VM's may be", ready().ofHost(nameOf(50)))
                        .expect("host", PASSED, nameOf(50) + " is known to Nova, enabled and up."),
                given("a name that is too long for a VM", ready().ofHost(nameOf(51)))
                        .expect(
                                "host",
                                REFUSED,
                                nameOf(51)
                                        + " has more than 50 characters. The VM gets the host's name, and Hyperstack allows no longer name."),

                // -- is it in a RunPod pool, and in no other?
                given("a host in a RunPod pool", ready())
                        .expect("pool", PASSED, "CA1-L40-01 is in L40-n3-runpod and in no other pool."),
                given("an aggregate of another kind as well", ready().in("cpu-general", "L40-n3-runpod"))
                        .expect("pool", PASSED, "CA1-L40-01 is in L40-n3-runpod and in no other pool."),
                given("a host in no pool", ready().in("cpu-general"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in no pool." + MOVE_IT),
                given("an on-demand host", ready().in("L40-n3"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in L40-n3." + MOVE_IT),
                given("a spot host", ready().in("L40-n3-spot"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in L40-n3-spot." + MOVE_IT),
                given("a contract's host", ready().in("Contract-ACME"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in Contract-ACME." + MOVE_IT),
                given("a host in a RunPod pool and in another", ready().in("L40-n3", "L40-n3-runpod"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in L40-n3 and L40-n3-runpod." + MOVE_IT),
                given("a host in two RunPod pools", ready().in("L40-n3-runpod", "A100-n3-runpod"))
                        .expect("pool", REFUSED, "CA1-L40-01 is in L40-n3-runpod and A100-n3-runpod." + MOVE_IT),

                // -- is it empty?
                given("an empty host", ready()).expect("vms", PASSED, "No servers on CA1-L40-01."),
                given("one server", ready().withServers(1))
                        .expect(
                                "vms",
                                REFUSED,
                                "1 server on CA1-L40-01 (vm-1): a VM is launched on an empty host only. Move them or end them first."),
                given("some servers", ready().withServers(2))
                        .expect(
                                "vms",
                                REFUSED,
                                "2 servers on CA1-L40-01 (vm-1, ...): a VM is launched on an empty host only. Move them or end them first."),

                // -- is it in a region that is configured?
                given("a host of a region", ready()).expect("region", PASSED, "CA1-L40-01 is in CANADA-1."),
                given("a host of no region", ready().ofHost("US1-L40-01"))
                        .expect(
                                "region",
                                REFUSED,
                                "US1-L40-01 is in none of the regions [CA1, NO1]. Add its prefix to SPOT_REGIONS with its environment and key pair."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void each_rule_about_the_host_gives_its_answer(LaunchCase expected) {
        expected.verify();
    }

    @Test
    void a_launch_that_is_in_order_passes_every_rule_in_the_order_in_which_a_person_asks() {
        assertThat(ready().checks())
                .extracting(Check::name)
                .containsExactly(
                        "host",
                        "pool",
                        "vms",
                        "region",
                        "flavor",
                        "image_name",
                        "name",
                        "environment",
                        "key_pair",
                        "storage_network",
                        "firewall");
        assertThat(ready().checks()).extracting(Check::result).containsOnly(PASSED);
    }

    @Test
    void everything_that_stands_in_the_way_is_told_at_once() {
        var checks = ready().whichNovaDoesNotKnow()
                .withServers(1)
                .withFlavors()
                .withVmOfItsName()
                .withoutFirewall()
                .checks();

        assertThat(checks)
                .filteredOn(check -> !check.allows())
                .extracting(Check::name)
                .containsExactly("host", "vms", "flavor", "name", "firewall");
    }

    static Stream<Site> sitesThatTellNoFlavor() {
        return Stream.of(
                ready().in("cpu-general"),
                ready().in("L40-n3"),
                ready().in("L40-n3-runpod", "A100-n3-runpod"),
                ready().ofHost("US1-L40-01"));
    }

    @ParameterizedTest
    @MethodSource("sitesThatTellNoFlavor")
    void without_one_runpod_pool_and_a_region_there_is_no_plan_and_no_offer_is_judged(Site site) {
        assertThat(site.plan()).isEmpty();
        assertThat(site.checks()).extracting(Check::name).containsExactly("host", "pool", "vms", "region");
    }

    @Test
    void an_offer_that_was_not_read_is_not_judged() {
        assertThat(ready().ofWhichNoOfferWasRead().checks())
                .extracting(Check::name)
                .containsExactly("host", "pool", "vms", "region");
    }

    @ParameterizedTest(name = "{0} in {1}, known to have NVLinks: {2} -> {3}")
    @CsvSource(textBlock = """
            CA1-L40-01,       L40-n3-runpod,         false, n3-L40x8
            CA1-A100-01,      A100-n3-runpod,        true,  n3-A100x8-NVLink
            CA1-A100-01,      A100-n3-NVLink-runpod, false, n3-A100x8-NVLink
            CA1-A100-01,      A100-n3-NVLink-runpod, true,  n3-A100x8-NVLink
            CA1-RTX-A4000-01, RTX-A4000-n3-runpod,   false, n3-RTX-A4000x10
            """)
    void pool_and_host_tell_the_flavor(String host, String pool, boolean nvlinks, String flavor) {
        var site = ready().ofHost(host).in(pool);

        var plan = nvlinks ? site.knownToHaveNvlinks().plan() : site.plan();

        assertThat(plan.orElseThrow().flavor()).isEqualTo(flavor);
        assertThat(plan.orElseThrow().region().name()).isEqualTo("CANADA-1");
    }

    @Test
    void the_regions_own_pattern_tells_the_flavor_where_it_has_one() {
        var site = ready().with("SPOT_REGION_CA1_FLAVOR", "{gpus}x-{gpu}-{gpu}{nvlink}-special");

        assertThat(site.plan().orElseThrow().flavor()).isEqualTo("8x-L40-L40-special");
    }

    private static String nameOf(int characters) {
        return Site.HOST + "-".repeat(characters - Site.HOST.length());
    }
}
