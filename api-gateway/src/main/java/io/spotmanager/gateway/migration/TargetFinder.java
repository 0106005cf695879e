package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.PoolKind;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the pool that a host of some GPU type belongs into when it is to be sold another way. */
@Component
class TargetFinder {
    /**
     * @param hostname the same as {@code host}, for scripts of the former tool
     * @param targetType as it was asked for
     */
    @Schema(name = "TargetAggregate")
    record Target(
            String host,
            String hostname,
            String gpuType,
            String targetType,
            String sourceAggregate,
            String targetAggregate) {}

    private final HostRepository hosts;
    private final PoolRepository pools;

    TargetFinder(HostRepository hosts, PoolRepository pools) {
        this.hosts = hosts;
        this.pools = pools;
    }

    /** @param variant the exact aggregate wanted among several of that kind, or null */
    Target find(String host, String wanted, @Nullable String variant) {
        var kind = kind(wanted);
        var source = hosts.placement(host)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in no pool, as far as the snapshot knows. Check the spelling; names are case-sensitive."
                                .formatted(host)));
        var gpuType = Optional.ofNullable(source.gpuType())
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in the contract %s, and neither its name nor the contract's tells a GPU type. Name the target aggregate yourself."
                                .formatted(host, source.pool())));
        // With or without NVLink as the host's own comes first.
        var candidates = pools.names(kind.name(), gpuType, source.nvlink());
        return candidates.stream()
                .filter(pool -> variant == null || pool.equals(variant))
                .findFirst()
                .map(pool -> new Target(host, host, gpuType, wanted, source.pool(), pool))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("There is no %s pool%s for %s. There are: %s."
                        .formatted(wanted, variant == null ? "" : " named " + variant, gpuType, candidates)));
    }

    /** The words of existing scripts. */
    private static PoolKind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ondemand" -> PoolKind.ON_DEMAND;
            case "spot" -> PoolKind.SPOT;
            case "runpod" -> PoolKind.RUNPOD;
            default ->
                throw FieldProblem.refusal(
                        "target_type", "is '%s' and must be ondemand, spot or runpod".formatted(word));
        };
    }
}
