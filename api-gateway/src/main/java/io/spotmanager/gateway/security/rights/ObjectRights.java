package io.spotmanager.gateway.security.rights;

import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.PoolRepository.Sold;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Says whether limits allow what a request acts on, by the pools of the snapshot. A pool that the snapshot does not know counts as what its
 * name says; a host of which no pool is known is refused, unless the request names its pools.
 */
@Component
public class ObjectRights {
    private final PoolRepository pools;
    private final HostRepository hosts;
    private final PoolNaming naming;

    ObjectRights(PoolRepository pools, HostRepository hosts, PoolNaming naming) {
        this.pools = pools;
        this.hosts = hosts;
        this.naming = naming;
    }

    /**
     * What the limits lack.
     *
     * @param missing the pools, or the host of which none is known
     * @param sentence that says it
     */
    public record Refusal(String missing, String sentence) {}

    /** @return empty if all of it is within the limits */
    public Optional<Refusal> refusal(Limits limits, Touched touched) {
        if (limits.isNone()) {
            return Optional.empty();
        }
        var acted = all(touched);
        if (acted.isEmpty()) {
            return Optional.of(new Refusal(
                    touched.name(),
                    "You may act on %s only; no pool of %s is known. Ask an admin."
                            .formatted(limits.names(), touched.name())));
        }
        var missing = limits.missing(acted).stream().map(Sold::name).distinct().collect(Collectors.joining(", "));
        return missing.isEmpty() ? Optional.empty() : Optional.of(outside(limits, missing));
    }

    /** The same for a command, whoever sends it now; one of a kind that nobody has told what it acts on is refused. */
    public Optional<Refusal> refusal(Limits limits, Command command) {
        return limits.isNone()
                ? Optional.empty()
                : Touched.of(command)
                        .map(touched -> refusal(limits, touched))
                        .orElseGet(() -> Optional.of(outside(limits, command.subject())));
    }

    /** Empty without limits. */
    Optional<Refusal> refusalOfFleet(Limits limits) {
        return limits.isNone()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "the whole fleet",
                        "You may act on %s only, and this reaches further. Ask an admin.".formatted(limits.names())));
    }

    private static Refusal outside(Limits limits, String missing) {
        return new Refusal(
                missing,
                "You may act on %s only; %s is not among it. Ask an admin.".formatted(limits.names(), missing));
    }

    private List<Sold> all(Touched touched) {
        var known = pools.named(touched.pools());
        var unknown = touched.pools().stream()
                .filter(name -> known.stream().noneMatch(pool -> pool.name().equals(name)))
                .map(this::byName);
        var server = touched.server();
        var named = Stream.concat(
                Stream.ofNullable(touched.host()), server == null ? Stream.empty() : hosts.ofVm(server).stream());
        return Stream.of(known.stream(), unknown, named.flatMap(host -> pools.ofHost(host).stream()))
                .flatMap(some -> some)
                .toList();
    }

    private Sold byName(String name) {
        return naming.read(name)
                .map(pool -> new Sold(name, pool.kind().name(), pool.gpuType()))
                .orElseGet(() -> new Sold(name, null, null));
    }
}
