package io.spotmanager.gateway.operations;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** Which operations to list; null leaves a field open. */
record OperationFilter(
        @Nullable String state,
        @Nullable String kind,
        @Nullable String host,
        @BindParam("requested_by") @Nullable String requestedBy,
        @BindParam("batch_id") @Nullable String batchId,
        @Nullable Boolean open) {}
