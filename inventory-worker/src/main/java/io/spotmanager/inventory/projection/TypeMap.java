package io.spotmanager.inventory.projection;

import io.spotmanager.domain.pool.Pool;
import io.spotmanager.fleet.table.PoolRow;
import io.spotmanager.inventory.projection.PoolMap.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The GPU types of pools and hosts, as far as anything tells them. */
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
            typeOf(seen).ifPresent(told -> byPool.put(seen.name(), told));
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

    /** Only if all that are known agree. */
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

    /** What a host's pool sells, else what it is called, else what its contract is called after. */
    Optional<String> ofHost(String host) {
        return ownType(host)
                .or(() -> pools.poolsOf(host).stream()
                        .flatMap(seen -> Optional.ofNullable(byPool.get(seen.name())).stream())
                        .map(PoolType::type)
                        .findFirst());
    }

    PoolRow row(Seen seen) {
        var told = Optional.ofNullable(byPool.get(seen.name()));
        return new PoolRow(
                seen.name(),
                seen.aggregate().id(),
                seen.pool().map(pool -> pool.kind().name()).orElse(null),
                told.map(PoolType::type).orElse(null),
                told.map(PoolType::from).orElse(null),
                seen.pool().filter(Pool::nvlink).isPresent(),
                seen.aggregate().availabilityZone());
    }
}
