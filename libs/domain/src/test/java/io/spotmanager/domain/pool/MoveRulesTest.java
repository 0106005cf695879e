package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Acknowledgement.NVLINK;
import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.domain.pool.Check.Result.NEEDS_ACKNOWLEDGEMENT;
import static io.spotmanager.domain.pool.Check.Result.PASSED;
import static io.spotmanager.domain.pool.Check.Result.REFUSED;
import static io.spotmanager.domain.pool.Check.Result.WARNING;
import static io.spotmanager.domain.pool.Fleet.withHostIn;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.Check.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoveRulesTest {
    private final MoveRules rules = new MoveRules(PoolNaming.STANDARD);

    static Stream<Case> cases() {
        return Stream.of(
                // -- is the host known, and does it work?
                given("a healthy host", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("host", PASSED, "known to Nova, enabled and up"),
                given("a host that Nova does not know", withHostIn().whichNovaDoesNotKnow())
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("host", REFUSED, "Nova has no compute host CA1-L40-01. Names are case-sensitive"),
                given("a disabled host", withHostIn("L40-n3").withService(false, true))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("host", WARNING, "is disabled and up: it sells nothing until that changes"),
                given("a host that is down", withHostIn("L40-n3").withService(true, false))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("host", WARNING, "is enabled and down"),
                given("a disabled host that is down", withHostIn("L40-n3").withService(false, false))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("host", WARNING, "is disabled and down"),

                // -- do source and target exist, and are they pools?
                given("a source with two hosts", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("source_aggregate", PASSED, "L40-n3 exists and has 2 hosts"),
                given("no such source", withHostIn("L40-n3-spot").withoutAggregate("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("source_aggregate", REFUSED, "There is no aggregate L40-n3 in Nova"),
                given("a source in the wrong case", withHostIn("L40-n3"))
                        .moving("l40-n3", "L40-n3-spot")
                        .expect("source_aggregate", REFUSED, "There is no aggregate l40-n3 in Nova"),
                given("a source that is no pool", withHostIn("cpu-general"))
                        .moving("cpu-general", "L40-n3-spot")
                        .expect("source_aggregate", REFUSED, "cpu-general is no pool"),
                given("a target that exists", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-runpod")
                        .expect("target_aggregate", PASSED, "L40-n3-runpod exists and has 1 hosts"),
                given("an empty target", withHostIn("L40-n3").withEmpty("L40-n3-runpod"))
                        .moving("L40-n3", "L40-n3-runpod")
                        .expect("target_aggregate", PASSED, "L40-n3-runpod exists and has 0 hosts"),
                given("no such target", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-NVLink")
                        .expect("target_aggregate", REFUSED, "There is no aggregate L40-n3-NVLink in Nova"),
                given("a target in the wrong case", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-SPOT")
                        .expect("target_aggregate", REFUSED, "There is no aggregate L40-n3-SPOT in Nova"),
                given("a target that is no pool", withHostIn("L40-n3"))
                        .moving("L40-n3", "cpu-general")
                        .expect("target_aggregate", REFUSED, "cpu-general is no pool"),

                // -- is the host where the request says?
                given("a host in its source alone", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", PASSED, "is in L40-n3 and in no other pool"),
                given("a host that is in an aggregate of another kind as well", withHostIn("L40-n3", "cpu-general"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", PASSED, "in no other pool"),
                given("source and target the same", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3")
                        .expect("placement", REFUSED, "there is nothing to move"),
                given("a host elsewhere", withHostIn("L40-n3-runpod"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", REFUSED, "is not in L40-n3 alone: it is in L40-n3-runpod"),
                given("a host that is in its target already", withHostIn("L40-n3-spot"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", REFUSED, "it is in L40-n3-spot (target)"),
                given("a host in source and target", withHostIn("L40-n3", "L40-n3-spot"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect(
                                "placement",
                                REFUSED,
                                "in L40-n3 (source) and L40-n3-spot (target). It could be sold twice: take it out"),
                given("a host in its source and in a contract", withHostIn("L40-n3", "contract-initech"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", REFUSED, "in L40-n3 (source) and contract-initech"),
                given("a host in no pool", withHostIn())
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("placement", REFUSED, "it is in no pool. Reload the board"),

                // -- does it keep its GPU type?
                given("pools of one GPU type", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("gpu_type", PASSED, "Both pools sell L40"),
                given("an A100 host for an A6000 spot pool", withHostIn("A100-n3"))
                        .moving("A100-n3", "RTX-A6000-n3-spot")
                        .expect("gpu_type", REFUSED, "A100-n3 sells A100 and RTX-A6000-n3-spot sells RTX-A6000"),
                given("an A100 host for an L40 RunPod pool", withHostIn("A100-n3"))
                        .moving("A100-n3", "L40-n3-runpod")
                        .expect("gpu_type", REFUSED, "Choose a pool of A100"),
                given("a host for a contract", withHostIn("L40-n3"))
                        .moving("L40-n3", "Contract-ACME")
                        .expect("gpu_type", PASSED, "A contract may hold any GPU type"),
                given("a host back from a contract in lower case", withHostIn("contract-initech"))
                        .moving("contract-initech", "A100-n3-spot")
                        .expect("gpu_type", PASSED, "A contract may hold any GPU type"),
                given("a host between contracts", withHostIn("contract-initech"))
                        .moving("contract-initech", "Contract-ACME")
                        .expect("gpu_type", PASSED, "A contract may hold any GPU type"),

                // -- does it keep its NVLink?
                given("neither pool with NVLink", withHostIn("A100-n3"))
                        .moving("A100-n3", "A100-n3-spot")
                        .expect("nvlink", PASSED, "No change"),
                given("both pools with NVLink", withHostIn("A100-n3-NVLink"))
                        .moving("A100-n3-NVLink", "A100-n3-NVLink-spot")
                        .expect("nvlink", PASSED, "No change"),
                given("a host that loses NVLink", withHostIn("A100-n3-NVLink"))
                        .moving("A100-n3-NVLink", "A100-n3-spot")
                        .expect(
                                "nvlink",
                                NEEDS_ACKNOWLEDGEMENT,
                                "A100-n3-NVLink is sold with NVLink, A100-n3-spot without"),
                given("a host that gains NVLink", withHostIn("A100-n3"))
                        .moving("A100-n3", "A100-n3-NVLink")
                        .expect("nvlink", NEEDS_ACKNOWLEDGEMENT, "A100-n3 is sold without NVLink, A100-n3-NVLink with"),
                given("a host that loses NVLink, as acknowledged", withHostIn("A100-n3-NVLink"))
                        .moving("A100-n3-NVLink", "A100-n3-spot", NVLINK)
                        .expect("nvlink", PASSED, "Acknowledged"),
                given("a host that loses NVLink, and something else acknowledged", withHostIn("A100-n3-NVLink"))
                        .moving("A100-n3-NVLink", "A100-n3-spot", VMS)
                        .expect("nvlink", NEEDS_ACKNOWLEDGEMENT, "without"),
                given("an NVLink host for a contract", withHostIn("A100-n3-NVLink"))
                        .moving("A100-n3-NVLink", "Contract-ACME")
                        .expect("nvlink", PASSED, "No change"),
                given("a host of a contract for an NVLink pool", withHostIn("Contract-ACME"))
                        .moving("Contract-ACME", "A100-n3-NVLink")
                        .expect("nvlink", PASSED, "No change"),

                // -- do customers' servers run on it?
                given("an empty spot host", withHostIn("L40-n3-spot"))
                        .moving("L40-n3-spot", "L40-n3")
                        .expect("vms", PASSED, "No servers on CA1-L40-01"),
                given("a spot host in use", withHostIn("L40-n3-spot").withServers(1))
                        .moving("L40-n3-spot", "L40-n3")
                        .expect("vms", REFUSED, "1 server on CA1-L40-01 (vm-1). A spot host is only moved empty"),
                given(
                                "a spot host in use, whatever is acknowledged",
                                withHostIn("L40-n3-spot").withServers(2))
                        .moving("L40-n3-spot", "L40-n3", VMS, NVLINK)
                        .expect("vms", REFUSED, "2 servers on CA1-L40-01 (vm-1, vm-2)"),
                given(
                                "a spot host with NVLink in use",
                                withHostIn("A100-n3-NVLink-spot").withServers(1))
                        .moving("A100-n3-NVLink-spot", "A100-n3-NVLink", VMS)
                        .expect("vms", REFUSED, "A spot host is only moved empty"),
                given("an on-demand host in use", withHostIn("L40-n3").withServers(7))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect(
                                "vms",
                                NEEDS_ACKNOWLEDGEMENT,
                                "7 servers on CA1-L40-01 (vm-1, vm-2, vm-3, vm-4, vm-5, ...). To move it anyway, send acknowledge: [\"vms\"]"),
                given("a RunPod host in use", withHostIn("L40-n3-runpod").withServers(1))
                        .moving("L40-n3-runpod", "L40-n3")
                        .expect("vms", NEEDS_ACKNOWLEDGEMENT, "1 server"),
                given("a contract's host in use", withHostIn("Contract-ACME").withServers(5))
                        .moving("Contract-ACME", "L40-n3")
                        .expect(
                                "vms",
                                NEEDS_ACKNOWLEDGEMENT,
                                "5 servers on CA1-L40-01 (vm-1, vm-2, vm-3, vm-4, vm-5)."),
                given(
                                "an on-demand host in use, as acknowledged",
                                withHostIn("L40-n3").withServers(1))
                        .moving("L40-n3", "L40-n3-spot", VMS)
                        .expect("vms", PASSED, "Acknowledged"),
                given(
                                "an on-demand host in use, and something else acknowledged",
                                withHostIn("L40-n3").withServers(1))
                        .moving("L40-n3", "L40-n3-spot", NVLINK)
                        .expect("vms", NEEDS_ACKNOWLEDGEMENT, "1 server"),

                // -- will Nova accept the availability zone?
                given("no zones at all", withHostIn("L40-n3"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("availability_zone", PASSED, "No conflict"),
                given(
                                "a zone that the host leaves with its source",
                                withHostIn("L40-n3").withZone("L40-n3", "az-1"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("availability_zone", PASSED, "No conflict"),
                given(
                                "a zone that the host gets through its target",
                                withHostIn("L40-n3").withZone("L40-n3", "az-1").withZone("L40-n3-spot", "az-2"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("availability_zone", PASSED, "No conflict"),
                given(
                                "a third aggregate that ties the host to the target's zone",
                                withHostIn("L40-n3", "cpu-general")
                                        .withZone("cpu-general", "az-2")
                                        .withZone("L40-n3-spot", "az-2"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("availability_zone", PASSED, "No conflict"),
                given(
                                "a third aggregate with a zone, and a target without",
                                withHostIn("L40-n3", "cpu-general").withZone("cpu-general", "az-1"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect("availability_zone", PASSED, "No conflict"),
                given(
                                "a third aggregate that ties the host to another zone",
                                withHostIn("L40-n3", "cpu-general")
                                        .withZone("cpu-general", "az-1")
                                        .withZone("L40-n3-spot", "az-2"))
                        .moving("L40-n3", "L40-n3-spot")
                        .expect(
                                "availability_zone",
                                WARNING,
                                "is in availability zone az-1 through cpu-general; Nova will most likely refuse to add it to L40-n3-spot in zone az-2, and it will come back to L40-n3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void each_rule_gives_its_answer(Case expected) {
        var check = expected.answers(rules).stream()
                .filter(answer -> answer.name().equals(expected.check()))
                .findFirst()
                .orElseThrow();

        assertThat(check.result()).isEqualTo(expected.result());
        assertThat(check.text()).contains(expected.text()).endsWith(".");
        assertThat(check.allows()).isEqualTo(expected.result() == PASSED || expected.result() == WARNING);
        assertThat(check.acknowledgement())
                .isEqualTo(
                        expected.result() == NEEDS_ACKNOWLEDGEMENT
                                ? Acknowledgement.valueOf(check.name().toUpperCase(Locale.ROOT))
                                : null);
    }

    @Test
    void the_table_shows_every_result_that_each_rule_can_give() {
        var shown = cases().collect(groupingBy(Case::check, mapping(Case::result, toSet())));

        assertThat(shown)
                .isEqualTo(Map.of(
                        "host", Set.of(PASSED, WARNING, REFUSED),
                        "source_aggregate", Set.of(PASSED, REFUSED),
                        "target_aggregate", Set.of(PASSED, REFUSED),
                        "placement", Set.of(PASSED, REFUSED),
                        "gpu_type", Set.of(PASSED, REFUSED),
                        "nvlink", Set.of(PASSED, NEEDS_ACKNOWLEDGEMENT),
                        "vms", Set.of(PASSED, NEEDS_ACKNOWLEDGEMENT, REFUSED),
                        "availability_zone", Set.of(PASSED, WARNING)));
    }

    @Test
    void a_move_that_is_in_order_passes_every_rule_in_the_order_in_which_a_person_asks() {
        var checks = given("an empty host", withHostIn("L40-n3").withEmpty("L40-n3-spot"))
                .moving("L40-n3", "L40-n3-spot")
                .answers(rules);

        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "host",
                        "source_aggregate",
                        "target_aggregate",
                        "placement",
                        "gpu_type",
                        "nvlink",
                        "vms",
                        "availability_zone");
        assertThat(checks).extracting(Check::result).containsOnly(PASSED);
    }

    @Test
    void what_cannot_be_judged_is_left_to_the_rules_that_refuse_it() {
        var checks = given("nothing right", withHostIn().whichNovaDoesNotKnow().withServers(1))
                .moving("nonsense", "rubbish")
                .answers(rules);

        assertThat(checks).extracting(Check::name).containsExactly("host", "source_aggregate", "target_aggregate");
        assertThat(checks).extracting(Check::result).containsOnly(REFUSED);
    }

    @Test
    void the_last_look_at_the_servers_refuses_a_source_that_is_no_pool() {
        var fleet = withHostIn("cpu-general").withServers(1);
        var move = new MoveRequest(Fleet.HOST, "cpu-general", "L40-n3", Set.of(VMS));

        assertThat(rules.tenants(move, HostTenants.listed(fleet.servers())))
                .containsExactly(Check.refused("vms", "cpu-general is no pool."));
    }

    @Test
    void the_last_look_at_the_servers_is_the_same_rule() {
        var fleet = withHostIn("L40-n3-spot").withServers(1);
        var move = new MoveRequest(Fleet.HOST, "L40-n3-spot", "L40-n3", Set.of(VMS));

        assertThat(rules.check(move, fleet.sight()))
                .containsAll(rules.tenants(move, HostTenants.listed(fleet.servers())));
    }

    @Test
    void a_vm_with_the_name_of_its_host_stays_until_it_is_retired_whatever_is_acknowledged() {
        var vm = new Server("s1", Fleet.HOST, "ACTIVE", Fleet.HOST, "p1", "n3-L40x8");
        var somebodys = new Server("s2", "worker-3", "ACTIVE", Fleet.HOST, "p1", "n3-L40x1");
        var move = new MoveRequest(Fleet.HOST, "L40-n3-runpod", "L40-n3", Set.of(VMS));
        var withdrawal = new WithdrawRequest(Fleet.HOST, "L40-n3-runpod", false, "repair", Set.of(VMS));
        var stock = StockRules.ofWithdrawals(PoolNaming.STANDARD);

        for (var checks : List.of(
                rules.tenants(move, HostTenants.listed(List.of(somebodys, vm))),
                stock.tenants(withdrawal, HostTenants.listed(List.of(vm))))) {
            assertThat(checks)
                    .filteredOn(check -> check.result() == REFUSED)
                    .singleElement()
                    .satisfies(check -> assertThat(check.text())
                            .startsWith("The server s1 on CA1-L40-01 has the name of its host")
                            .endsWith("(POST /api/execute-runpod-retire with hostname CA1-L40-01)."));
        }
        assertThat(rules.tenants(move, HostTenants.listed(List.of(somebodys)))).allMatch(Check::allows);
    }

    @Test
    void acknowledging_nothing_may_be_written_in_two_ways() {
        assertThat(Stream.of(
                        new MoveRequest(Fleet.HOST, "L40-n3", "L40-n3-spot", null),
                        new MoveRequest(Fleet.HOST, "L40-n3", "L40-n3-spot", Set.of())))
                .noneMatch(move -> move.acknowledges(VMS) || move.acknowledges(NVLINK));
    }

    private static Case given(String situation, Fleet fleet) {
        return new Case(situation, fleet, "", "", Set.of(), "", PASSED, "");
    }

    /** One line of the table: a situation, a move, and what one rule says to it. */
    private record Case(
            String situation,
            Fleet fleet,
            String source,
            String target,
            Set<Acknowledgement> acknowledged,
            String check,
            Result result,
            String text) {
        Case moving(String from, String to, Acknowledgement... acknowledging) {
            return new Case(situation, fleet, from, to, Set.of(acknowledging), check, result, text);
        }

        Case expect(String rule, Result answer, String sentence) {
            return new Case(situation, fleet, source, target, acknowledged, rule, answer, sentence);
        }

        List<Check> answers(MoveRules rules) {
            return rules.check(new MoveRequest(Fleet.HOST, source, target, acknowledged), fleet.sight());
        }

        @Override
        public String toString() {
            return "%s: %s -> %s%s: %s %s"
                    .formatted(
                            situation,
                            source,
                            target,
                            acknowledged.isEmpty() ? "" : " acknowledging " + acknowledged,
                            check,
                            result);
        }
    }
}
