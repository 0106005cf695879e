package io.spotmanager.gateway.migration;

import io.spotmanager.clouds.fleet.PoolKind;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the pool that a host of some GPU type belongs into when it is to be sold another way. */
@Component
class TargetFinder {
    @Schema(name = "TargetAggregate")
    record Target(String host, String gpuType, String sourceAggregate, String targetAggregate) {}

    private record Source(String pool, @Nullable String gpuType, boolean nvlink) {}

    private final JdbcClient jdbc;

    TargetFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param variant the exact aggregate wanted among several of that kind, or null */
    Target find(String host, String wanted, @Nullable String variant) {
        var kind = kind(wanted);
        var source = source(host)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in no pool, as far as the snapshot knows. Check the spelling; names are case-sensitive."
                                .formatted(host)));
        var gpuType = Optional.ofNullable(source.gpuType())
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "%s is in the contract %s, and neither its name nor the contract's tells a GPU type. Name the target aggregate yourself."
                                .formatted(host, source.pool())));
        var candidates = pools(kind, gpuType, source.nvlink());
        return candidates.stream()
                .filter(pool -> variant == null || pool.equals(variant))
                .findFirst()
                .map(pool -> new Target(host, gpuType, source.pool(), pool))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("There is no %s pool%s for %s. There are: %s."
                        .formatted(wanted, variant == null ? "" : " named " + variant, gpuType, candidates)));
    }

    private Optional<Source> source(String host) {
        return jdbc.sql("""
                select h.pool, h.gpu_type, p.nvlink from host h join pool p on p.name = h.pool where h.name = ?
                """)
                .param(host)
                .query((row, number) ->
                        new Source(row.getString("pool"), row.getString("gpu_type"), row.getBoolean("nvlink")))
                .optional();
    }

    /** With or without NVLink as the host's own comes first. */
    private List<String> pools(PoolKind kind, String gpuType, boolean nvlink) {
        return jdbc.sql("select name from pool where kind = ? and gpu_type = ? order by nvlink <> ?, name")
                .params(kind.name(), gpuType, nvlink)
                .query((row, number) -> row.getString("name"))
                .list();
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
}
