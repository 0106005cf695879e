package io.spotmanager.gateway.migration;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.Pool;
import io.spotmanager.clouds.fleet.PoolKind;
import io.spotmanager.clouds.fleet.PoolNaming;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the pool that a host of some GPU type belongs into when it is to be sold another way. */
@Component
class TargetFinder {
    record Target(String host, String gpuType, String sourceAggregate, String targetAggregate) {}

    private final ComputeCloud nova;
    private final PoolNaming naming;

    TargetFinder(ComputeCloud nova, PoolNaming naming) {
        this.nova = nova;
        this.naming = naming;
    }

    /** @param variant the exact aggregate wanted among several of that kind, or null */
    Target find(String host, String wanted, @Nullable String variant) {
        var kind = kind(wanted);
        var aggregates = MovePreviews.read(nova.aggregates());
        var source = pools(aggregates.stream()
                        .filter(aggregate -> aggregate.holds(host))
                        .toList())
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in no pool, so its GPU type is not known. Check the spelling; names are case-sensitive."
                                .formatted(host)));
        var gpuType = Optional.ofNullable(source.gpuType())
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in the contract %s, whose name does not tell a GPU type. Name the target aggregate yourself."
                                .formatted(host, source.name())));
        var candidates = pools(aggregates).stream()
                .filter(pool -> pool.kind() == kind && Objects.equals(pool.gpuType(), gpuType))
                .sorted(Comparator.comparing((Pool pool) -> pool.nvlink() != source.nvlink())
                        .thenComparing(Pool::name))
                .toList();
        return candidates.stream()
                .filter(pool -> variant == null || pool.name().equals(variant))
                .findFirst()
                .map(pool -> new Target(host, gpuType, source.name(), pool.name()))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("There is no %s pool%s for %s. There are: %s."
                        .formatted(
                                wanted,
                                variant == null ? "" : " named " + variant,
                                gpuType,
                                candidates.stream().map(Pool::name).toList())));
    }

    /** The words of existing scripts. */
    private static PoolKind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ondemand" -> PoolKind.ON_DEMAND;
            case "spot" -> PoolKind.SPOT;
            case "runpod" -> PoolKind.RUNPOD;
            default ->
                throw ProblemType.INVALID_REQUEST.because(
                        "target_type is '%s'; it must be ondemand, spot or runpod.".formatted(word));
        };
    }

    private List<Pool> pools(List<Aggregate> aggregates) {
        return aggregates.stream()
                .map(Aggregate::name)
                .flatMap(name -> naming.read(name).stream())
                .toList();
    }
}
