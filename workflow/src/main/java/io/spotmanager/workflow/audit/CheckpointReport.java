package io.spotmanager.workflow.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoints cover.
 *
 * @param upTo entries of before are covered; null when there is no checkpoint
 * @param keys public halves of all keys that signed
 */
public record CheckpointReport(long count, @Nullable Instant upTo, List<String> keys) {}
