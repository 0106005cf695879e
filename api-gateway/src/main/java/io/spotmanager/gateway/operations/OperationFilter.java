package io.spotmanager.gateway.operations;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which operations to list; null leaves a field open.
 *
 * @param user who asked for it
 * @param q a text to be found in reason, cause, host or user, in any case, or the first digits of an id
 */
record OperationFilter(
        @Nullable String state,
        @Nullable String kind,
        @Nullable String host,
        @Nullable String user,
        @BindParam("batch_id") @Nullable String batchId,
        @Nullable Boolean open,
        @Nullable String q) {}
