package io.spotmanager.gateway.migration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.MoveVerdict;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.gateway.security.rights.Limits;
import io.spotmanager.gateway.security.rights.ObjectRights;
import io.spotmanager.gateway.security.rights.Touched;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For some hosts: into which pools they may go, by the worker's own rules, as the snapshot shows the hosts. */
@Component
class MoveVerdicts {
    /** @param generation of the snapshot that the verdicts are about */
    record All(long generation, List<OfHost> hosts) {}

    /**
     * @param limited why you may not act on this host; null if your limits allow it, or you have none
     * @param targets every pool of the fleet, by name, and last the one with an empty name: out of stock, in no pool
     */
    record OfHost(String host, @Nullable String limited, List<Target> targets) {}

    record Target(String aggregate, @JsonUnwrapped MoveVerdict verdict) {}

    /** The name of no pool. */
    private static final String OUT_OF_STOCK = "";

    private final SnapshotHostReader snapshot;
    private final StockRules rules;
    private final PoolNaming naming;
    private final ObjectRights rights;

    MoveVerdicts(SnapshotHostReader snapshot, StockRules rules, PoolNaming naming, ObjectRights rights) {
        this.rights = rights;
        this.snapshot = snapshot;
        this.rules = rules;
        this.naming = naming;
    }

    /**
     * @param hosts at least one
     * @param limits of who asks
     */
    All of(List<String> hosts, Limits limits) {
        var observed = snapshot.of(hosts);
        return new All(
                observed.getFirst().age().generation(),
                IntStream.range(0, hosts.size())
                        .mapToObj(index -> of(hosts.get(index), observed.get(index), limits))
                        .toList());
    }

    private OfHost of(String host, SnapshotObservation observation, Limits limits) {
        var seen = observation.observation();
        var limited = sentence(limits, Touched.host(host));
        return new OfHost(
                host,
                limited,
                Stream.concat(
                                seen.aggregates().stream()
                                        .map(Aggregate::name)
                                        .filter(name -> naming.read(name).isPresent()),
                                Stream.of(OUT_OF_STOCK))
                        .map(name -> new Target(
                                name,
                                Optional.ofNullable(limited)
                                        .or(() -> name.isEmpty()
                                                ? Optional.empty()
                                                : Optional.ofNullable(sentence(limits, Touched.move(null, null, name))))
                                        .map(MoveVerdict::refused)
                                        .orElseGet(() -> rules.verdict(host, name, seen))))
                        .toList());
    }

    private @Nullable String sentence(Limits limits, Touched touched) {
        return rights.refusal(limits, touched)
                .map(ObjectRights.Refusal::sentence)
                .orElse(null);
    }
}
