package io.spotmanager.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoints cover.
 *
 * @param upTo entries of before are covered; null when no checkpoint could be verified
 * @param keys public halves of all keys that signed, trusted or not
 * @param verified checkpoints that a trusted key signed
 * @param unverified all others
 */
public record CheckpointReport(long count, @Nullable Instant upTo, List<String> keys, long verified, long unverified) {}
