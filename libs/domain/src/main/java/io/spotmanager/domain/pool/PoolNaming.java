package io.spotmanager.domain.pool;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises pools by the names of aggregates. An aggregate that matches neither pattern is not a pool (a CPU
 * aggregate, an availability zone) and is left alone.
 *
 * @param pool group 1 is the GPU type, 2 the NVLink part, 3 the kind: spot if it contains {@code spot}, else RunPod
 */
public record PoolNaming(Pattern pool, Pattern contract) {
    /** The default patterns. */
    public static final PoolNaming STANDARD = new PoolNaming(
            Pattern.compile("^([A-Z0-9-]+)-n3(-NVLink)?(-spot|-runpod)?$"), Pattern.compile("^[Cc]ontract-.*"));

    public Optional<Pool> read(String aggregate) {
        if (contract.matcher(aggregate).matches()) {
            return Optional.of(new Pool(aggregate, PoolKind.CONTRACT, null, false));
        }
        var name = pool.matcher(aggregate);
        if (!name.matches()) {
            return Optional.empty();
        }
        var kind = switch (name.group(3)) {
            case null -> PoolKind.ON_DEMAND;
            case String word when word.contains("spot") -> PoolKind.SPOT;
            default -> PoolKind.RUNPOD;
        };
        return Optional.of(new Pool(aggregate, kind, name.group(1), name.group(2) != null));
    }
}
