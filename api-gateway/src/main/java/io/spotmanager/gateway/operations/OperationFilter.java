package io.spotmanager.gateway.operations;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Filters of the list. A null or empty field matches everything.
 *
 * @param pool the source or the target of a command
 * @param user the user who requested it
 * @param q a part of reason, cause, host or user, or the start of an id; case does not matter
 */
record OperationFilter(
        @Pattern(regexp = "[A-Z][A-Z_]*", message = "must be a state as operations show it, such as NEEDS_OPERATOR")
        @Nullable
        String state,

        @Pattern(regexp = "[a-z][a-z-]*", message = "must be a kind as operations show it, such as migration") @Nullable
        String kind,

        @Nullable String host,
        @Nullable String pool,
        @Nullable String user,
        @BindParam("batch_id") @Nullable String batchId,
        @Nullable Boolean open,
        @Nullable String q) {
    OperationFilter {
        state = unlessEmpty(state);
        kind = unlessEmpty(kind);
        host = unlessEmpty(host);
        pool = unlessEmpty(pool);
        user = unlessEmpty(user);
        batchId = unlessEmpty(batchId);
        q = unlessEmpty(q);
    }

    /** A form also sends empty fields. */
    private static @Nullable String unlessEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** The same filter for open, ended, or (null) all operations. */
    OperationFilter open(@Nullable Boolean wanted) {
        return new OperationFilter(state, kind, host, pool, user, batchId, wanted, q);
    }
}
