package io.spotmanager.gateway.security.rights;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.spotmanager.fleet.read.PoolRepository.Sold;
import jakarta.validation.constraints.Size;

/**
 * One entry of the limits of a person or token.
 *
 * @param kind what is named
 * @param name of the pool, GPU type or contract, as the cloud writes it
 */
public record Limit(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        Kind kind,

        @Size(min = 1, max = LONGEST) String name) {
    /** The most entries of one person or token. */
    public static final int MOST = 100;

    /** What is said of a list that is wrong. */
    public static final String LIST =
            "must have up to 100 entries, each with the kind pool, gpu_type or contract, and its name";

    private static final int LONGEST = 255;

    /** What an entry names. */
    public enum Kind {
        /** One aggregate. */
        POOL,
        /** All pools and contracts that sell a GPU type. */
        GPU_TYPE,
        /** The aggregate of one contract. */
        CONTRACT
    }

    /** Contracts are pools of a kind of their own. */
    static final String CONTRACT = "CONTRACT";

    /** False if a request left something out. */
    @SuppressWarnings("NullAway") // whoever sends it may leave out what must be there
    boolean isWhole() {
        return kind != null && name != null && !name.isEmpty() && name.length() <= LONGEST;
    }

    boolean covers(Sold pool) {
        return switch (kind) {
            case POOL -> name.equals(pool.name());
            case GPU_TYPE -> pool.kind() != null && name.equals(pool.gpuType());
            case CONTRACT -> CONTRACT.equals(pool.kind()) && name.equals(pool.name());
        };
    }
}
