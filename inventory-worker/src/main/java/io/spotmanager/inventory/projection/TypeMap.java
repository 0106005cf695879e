package io.spotmanager.inventory.projection;

import io.spotmanager.domain.pool.Pool;
import io.spotmanager.fleet.table.PoolRow;
import io.spotmanager.inventory.projection.PoolMap.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The GPU types of pools and hosts, as far as they are known. */
final class TypeMap {
    /** @param from {@code name} or {@code hosts} */
    private record PoolType(String type, String from) {}

    private final PoolMap pools;
    private final HostFacts hosts;
    private final Map<String, PoolType> byPool = new HashMap<>();

    TypeMap(PoolMap pools, HostFacts hosts) {
        this.pools = pools;
        this.hosts = hosts;
        for (var seen : pools.all()) {
            typeOf(seen).ifPresent(known -> byPool.put(seen.name(), known));
        }
    }

    private Optional<PoolType> typeOf(Seen seen) {
        if (!seen.isContract()) {
            return seen.type().map(type -> new PoolType(type, "name"));
        }
        return hosts.typeIn(seen.name())
                .map(type -> new PoolType(type, "name"))
                .or(() -> typeOfItsHosts(seen).map(type -> new PoolType(type, "hosts")));
    }

    /** Returns the type of its hosts if all known types are equal. */
    private Optional<String> typeOfItsHosts(Seen contract) {
        var types = contract.aggregate().hosts().stream()
                .flatMap(host -> ownType(host).stream())
                .distinct()
                .toList();
        return types.size() == 1 ? Optional.of(types.getFirst()) : Optional.empty();
    }

    private Optional<String> ownType(String host) {
        return pools.poolsOf(host).stream()
                .flatMap(seen -> seen.type().stream())
                .findFirst()
                .or(() -> hosts.ownType(host));
    }

    /** Returns the type of the host's pool, else the one in its name, else the one of its contract. */
    Optional<String> ofHost(String host) {
        return ownType(host)
                .or(() -> pools.poolsOf(host).stream()
                        .flatMap(seen -> Optional.ofNullable(byPool.get(seen.name())).stream())
                        .map(PoolType::type)
                        .findFirst());
    }

    PoolRow row(Seen seen) {
        var known = Optional.ofNullable(byPool.get(seen.name()));
        return new PoolRow(
                seen.name(),
                seen.aggregate().id(),
                seen.pool().map(pool -> pool.kind().name()).orElse(null),
                known.map(PoolType::type).orElse(null),
                known.map(PoolType::from).orElse(null),
                seen.pool().filter(Pool::nvlink).isPresent(),
                seen.aggregate().availabilityZone());
    }
}
