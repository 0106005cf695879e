package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool with its hosts, as the API shows it.
 *
 * @param arriving hosts that an open move has removed from another pool and not yet added to this one
 */
record PoolView(
        String name,
        @Nullable String pool,
        @JsonUnwrapped Sold sold,
        Summary gpuSummary,
        List<HostView> hosts,
        List<HostView> arriving) {
    /** @param gpuTypeFrom for a contract: whether the type comes from its name or its hosts; else null */
    record Sold(
            @Nullable String gpuType,
            @Nullable String gpuTypeFrom,
            boolean nvlinks,
            @Nullable String availabilityZone) {}

    static PoolView of(PoolFacts facts, List<HostView> hosts, List<HostView> arriving) {
        return new PoolView(
                facts.name(),
                facts.kind(),
                new Sold(
                        facts.gpuType(), facts.isContract() ? facts.gpuTypeFrom() : null, facts.nvlink(), facts.zone()),
                Summary.of(hosts, arriving),
                hosts,
                arriving);
    }
}
