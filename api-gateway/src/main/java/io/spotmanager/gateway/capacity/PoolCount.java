package io.spotmanager.gateway.capacity;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many hosts and GPUs a pool has. A number that is not known is left out.
 *
 * @param hosts in it
 * @param empty how many of them no VM or other tenant uses
 * @param gpusTotal GPUs of all of them, in stock or not
 * @param gpusUsed GPUs of those in stock that VMs use
 * @param gpusFree GPUs of those in stock that no VM uses
 */
public record PoolCount(
        @Nullable Integer hosts,
        @Nullable Integer empty,
        @Nullable Integer gpusTotal,
        @Nullable Integer gpusUsed,
        @Nullable Integer gpusFree) {
    private static final PoolCount UNKNOWN = new PoolCount(null, null, null, null, null);

    static PoolCount of(Collection<CountedHost> hosts, FleetDoubt doubt) {
        if (doubt.places() != null) {
            return UNKNOWN;
        }
        var total = sum(
                hosts,
                host -> host.use() == null ? null : Integer.valueOf(host.use().gpus()));
        if (doubt.use() != null) {
            return new PoolCount(hosts.size(), null, total, null, null);
        }
        return new PoolCount(
                hosts.size(),
                sum(hosts, PoolCount::empty),
                total,
                sum(hosts, host -> used(host, false)),
                sum(hosts, host -> used(host, true)));
    }

    private static @Nullable Integer empty(CountedHost host) {
        var use = host.use();
        return use == null || use.empty() == null ? null : Boolean.TRUE.equals(use.empty()) ? 1 : 0;
    }

    /** Of a host that is out of stock it does not matter how many are used. */
    private static @Nullable Integer used(CountedHost host, boolean isFree) {
        var use = host.use();
        if (use == null) {
            return null;
        }
        var used = use.used();
        return !host.isSold() ? Integer.valueOf(0) : used == null ? null : isFree ? use.gpus() - used : used;
    }

    /** Null if it is not known of one of them. */
    private static @Nullable Integer sum(
            Collection<CountedHost> hosts, Function<CountedHost, @Nullable Integer> number) {
        var numbers = hosts.stream().map(number).toList();
        return numbers.stream().anyMatch(Objects::isNull)
                ? null
                : numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
