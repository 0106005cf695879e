package io.spotmanager.system.harness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the histories of launches with the state of the vendors. */
public final class Launches {
    private static final Set<String> WAITING = Set.of("NEEDS_OPERATOR", "KEPT");
    private static final Set<String> OVER = Set.of("SUCCEEDED", "ROLLED_BACK", "REJECTED", "CANCELLED", "ADOPTED");

    private final Installation installation;
    private final VendorView before;

    /** @param before the state of the vendors before the first launch */
    public Launches(Installation installation, VendorView before) {
        this.installation = installation;
        this.before = before;
    }

    /** A launch with the resources that it created and did not delete, according to its history. */
    private record Claim(
            UUID id,
            String state,
            @Nullable Long vmId,
            @Nullable String machineId,
            @Nullable String serverId,
            @Nullable Integer firewallId) {
        boolean succeeded() {
            return state.equals("SUCCEEDED");
        }

        boolean answersFor() {
            return succeeded() || WAITING.contains(state);
        }
    }

    private List<Claim> claims() {
        return installation
                .database()
                .jdbc()
                .sql("""
                        select id,
                               state,
                               case when open and facts ->> 'vm_gone' = 'true' then null else facts ->> 'vm_id' end::bigint as vm_id,
                               case when open and facts ->> 'machine_gone' is not null then null else facts ->> 'machine_id' end
                                   as machine_id,
                               facts ->> 'server_id' as server_id,
                               (facts ->> 'firewall_id')::int as firewall_id
                          from operation
                         where kind = 'launch'
                        """)
                .query((row, number) -> new Claim(
                        row.getObject("id", UUID.class),
                        row.getString("state"),
                        row.getObject("vm_id", Long.class),
                        row.getString("machine_id"),
                        row.getString("server_id"),
                        row.getObject("firewall_id", Integer.class)))
                .list();
    }

    /** Returns the launches that wait for a person. */
    public List<UUID> waiting() {
        return claims().stream()
                .filter(claim -> WAITING.contains(claim.state()))
                .map(Claim::id)
                .toList();
    }

    /** Returns the number of launches per state. */
    public Map<String, Long> ends() {
        return claims().stream().collect(Collectors.groupingBy(Claim::state, TreeMap::new, Collectors.counting()));
    }

    /** Checks that each resource belongs to a launch that succeeded or waits for a person, and that all their resources exist. */
    public void requireTruth() {
        var claims = claims();
        var now = installation.cloud().vendors();
        assertThat(claims)
                .allSatisfy(claim -> assertThat(OVER.contains(claim.state()) || WAITING.contains(claim.state()))
                        .as("%s", claim)
                        .isTrue());
        assertThat(now.vms()).extracting(VendorView.Vm::name).doesNotHaveDuplicates();
        assertThat(now.vmIds()).containsAll(before.vmIds());
        assertThat(madeVms(now)).as("VMs by the launch in their label").isEqualTo(claimedVms(claims));
        assertThat(now.machines())
                .extracting(VendorView.Machine::id)
                .containsExactlyInAnyOrderElementsOf(claims.stream()
                        .filter(Claim::answersFor)
                        .flatMap(claim -> Stream.ofNullable(claim.machineId()))
                        .toList());
        claims.stream().filter(Claim::succeeded).forEach(claim -> requireWhole(claim, now));
        requireOldAttachments(now);
        installation.requireWholeHistory();
    }

    private Map<Long, List<String>> madeVms(VendorView now) {
        var known = before.vmIds();
        return now.vms().stream()
                .filter(vm -> !known.contains(vm.id()))
                .collect(Collectors.toMap(VendorView.Vm::id, VendorView.Vm::labels));
    }

    private static Map<Long, List<String>> claimedVms(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.answersFor() && claim.vmId() != null)
                .collect(Collectors.toMap(
                        claim -> requireNonNull(claim.vmId()), claim -> List.of("spot-operation-" + claim.id())));
    }

    private void requireWhole(Claim claim, VendorView now) {
        assertThat(claim).hasNoNullFieldsOrProperties();
        assertThat(now.firewall(requireNonNull(claim.firewallId())).vms()).contains(claim.vmId());
        assertThat(now.storagePortsOf(requireNonNull(claim.serverId())))
                .as(() -> "interfaces on the storage network of %s:%s"
                        .formatted(
                                claim,
                                installation.operator().operation(claim.id()).story()))
                .isOne();
    }

    /** Checks that all earlier VMs still have their firewalls. */
    private void requireOldAttachments(VendorView now) {
        assertThat(before.firewalls())
                .isNotEmpty()
                .allSatisfy(firewall -> assertThat(now.firewall(firewall.id()).vms())
                        .as("VMs of the firewall %d", firewall.id())
                        .containsAll(firewall.vms()));
    }
}
