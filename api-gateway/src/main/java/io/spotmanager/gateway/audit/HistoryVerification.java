package io.spotmanager.gateway.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointReport;
import io.spotmanager.audit.VerificationProgress;
import io.spotmanager.audit.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the history's proof.
 *
 * @param whole true if the latest result has no findings; null before the first one
 * @param latest the latest result; null before the first verification has ended
 * @param running how far the one that runs has come; null while none runs
 * @param operations as in {@code latest}; gateways of the release before had it here
 * @param entries as in {@code latest}
 * @param checkpoints as in {@code latest}
 * @param findings as in {@code latest}
 * @param findingsInAll as in {@code latest}
 */
record HistoryVerification(
        @Nullable Boolean whole,
        @Nullable Latest latest,
        @Nullable VerificationProgress running,
        @Nullable Long operations,
        @Nullable Long entries,
        @Nullable CheckpointReport checkpoints,
        @Nullable List<String> findings,
        @Nullable Long findingsInAll) {
    /**
     * The latest result.
     *
     * @param number counts the verifications
     * @param requestedBy the user who asked for it, or {@code schedule}
     * @param startedAt each operation was read once, at some time from here on
     * @param endedAt and until then
     * @param ageSeconds since it began
     * @param signed true if a trusted key has signed it
     */
    record Latest(
            long number,
            String requestedBy,
            Instant startedAt,
            Instant endedAt,
            long ageSeconds,
            boolean signed,
            @JsonUnwrapped Report report) {}

    static HistoryVerification of(
            Optional<VerificationResult> latest, Optional<VerificationProgress> running, Instant now) {
        var report = latest.map(VerificationResult::report);
        return new HistoryVerification(
                report.map(Report::whole).orElse(null),
                latest.map(result -> new Latest(
                                result.number(),
                                result.requestedBy(),
                                result.startedAt(),
                                result.endedAt(),
                                Math.max(
                                        0,
                                        Duration.between(result.startedAt(), now)
                                                .toSeconds()),
                                result.signed(),
                                result.report()))
                        .orElse(null),
                running.orElse(null),
                report.map(Report::operations).orElse(null),
                report.map(Report::entries).orElse(null),
                report.map(Report::checkpoints).orElse(null),
                report.map(Report::findings).orElse(null),
                report.map(Report::findingsInAll).orElse(null));
    }
}
