package io.spotmanager.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verified range of the checkpoints.
 *
 * @param upTo entries before this time are covered; null if no checkpoint could be verified
 * @param keys the public keys of all signers, trusted or not
 * @param newestKey fingerprint of the key of the newest verified checkpoint; null if none could be verified
 * @param verified number of checkpoints that a trusted key signed, before its end if it has one
 * @param unverified number of all others
 */
public record CheckpointReport(
        long count,
        @Nullable Instant upTo,
        List<String> keys,
        @Nullable String newestKey,
        long verified,
        long unverified) {}
