package io.spotmanager.gateway.migration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.MoveVerdict;
import io.spotmanager.domain.pool.PoolNaming;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** For some hosts: into which pools they may go, by the worker's own rules, as the snapshot shows the hosts. */
@Component
class MoveVerdicts {
    /** @param generation of the snapshot that the verdicts are about */
    record All(long generation, List<OfHost> hosts) {}

    /** @param targets every pool of the fleet, by name */
    record OfHost(String host, List<Target> targets) {}

    record Target(String aggregate, @JsonUnwrapped MoveVerdict verdict) {}

    private final SnapshotHostReader snapshot;
    private final MoveRules rules;
    private final PoolNaming naming;

    MoveVerdicts(SnapshotHostReader snapshot, MoveRules rules, PoolNaming naming) {
        this.snapshot = snapshot;
        this.rules = rules;
        this.naming = naming;
    }

    /** @param hosts at least one */
    All of(List<String> hosts) {
        var observed = snapshot.of(hosts);
        return new All(
                observed.getFirst().age().generation(),
                IntStream.range(0, hosts.size())
                        .mapToObj(index -> of(hosts.get(index), observed.get(index)))
                        .toList());
    }

    private OfHost of(String host, SnapshotObservation observation) {
        var seen = observation.observation();
        return new OfHost(
                host,
                seen.aggregates().stream()
                        .map(Aggregate::name)
                        .filter(name -> naming.read(name).isPresent())
                        .map(name -> new Target(name, rules.verdict(host, name, seen)))
                        .toList());
    }
}
