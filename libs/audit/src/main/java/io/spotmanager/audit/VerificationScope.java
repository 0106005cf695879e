package io.spotmanager.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The limits of a verification.
 *
 * @param trustedKeys fingerprints of the keys whose checkpoints count; empty if no checkpoint could be verified
 * @param retiredKeys the ends of those of them that are retired; later signatures do not count
 * @param unverifiedCheckpoints number of checkpoints that no trusted key signed
 * @param unproven columns of the table {@code operation} that entries of earlier releases do not hold, with the number of
 *     operations whose value was not compared
 * @param notes sentences about what this verification does not prove
 */
public record VerificationScope(
        List<String> trustedKeys,
        SortedMap<String, Instant> retiredKeys,
        long unverifiedCheckpoints,
        SortedMap<String, Long> unproven,
        List<String> notes) {
    static VerificationScope of(
            VerificationRules rules, Map<String, Long> unproven, CheckpointReport checkpoints, List<String> others) {
        var notes = new ArrayList<>(others);
        if (rules.trusted().isEmpty()) {
            notes.add(
                    "No checkpoint could be verified, because no public key is trusted here. A history that somebody wrote anew, hashes and all, cannot be told from the true one.");
        }
        if (!unproven.isEmpty()) {
            notes.add(
                    "Entries of earlier releases do not hold all columns of their operation's row. Those in \"unproven\" were not compared.");
        }
        return new VerificationScope(
                rules.trusted().fingerprints(),
                rules.trusted().ends(),
                checkpoints.unverified(),
                new TreeMap<>(unproven),
                List.copyOf(notes));
    }
}
