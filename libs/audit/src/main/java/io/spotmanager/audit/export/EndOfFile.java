package io.spotmanager.audit.export;

import io.spotmanager.audit.CheckpointGap;
import io.spotmanager.audit.VerificationRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a file ends. A checkpoint that was due later is not missing. The file's own time of export proves nothing, so
 * the times of its entries and checkpoints and the local clock count as well.
 */
final class EndOfFile {
    /** The largest accepted difference of clocks. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final Instant clock;
    private final @Nullable Instant exportedAt;
    private final boolean fromTheFuture;
    private @Nullable Instant newest;

    /**
     * Begins before the first line.
     *
     * @param exportedAt as the file says; null if it does not
     * @param clock the local time
     */
    EndOfFile(@Nullable Instant exportedAt, Instant clock) {
        this.clock = clock;
        this.exportedAt = exportedAt;
        this.fromTheFuture = exportedAt != null && isFuture(exportedAt);
        Optional.ofNullable(exportedAt).ifPresent(this::includes);
    }

    private boolean isFuture(Instant time) {
        return time.isAfter(clock.plus(APART));
    }

    /** Returns the latest plausible time of the export. */
    Instant readAt() {
        return exportedAt == null || fromTheFuture ? clock : exportedAt;
    }

    /** Takes a time of the file into account; ignores times in the future and before the age of computers. */
    void includes(Instant time) {
        if (!isFuture(time) && time.isAfter(newest == null ? Instant.EPOCH : newest)) {
            newest = time;
        }
    }

    private Instant end() {
        return newest == null ? clock : newest;
    }

    Optional<String> finding() {
        return fromTheFuture
                ? Optional.of(
                        "the file says that it was exported at %s, and it is %s here: one of the two clocks is wrong, or the file"
                                .formatted(exportedAt, clock))
                : Optional.empty();
    }

    /** Returns the finding for checkpoints that were due before the end of the file and are missing. */
    Optional<String> missing(CheckpointGap gap, VerificationRules rules) {
        return gap.finding(end().minus(rules.gap()));
    }

    /** @param gap null if no key is trusted, so that no checkpoint counts */
    List<String> notes(@Nullable CheckpointGap gap, VerificationRules rules) {
        var notes = new ArrayList<String>();
        if (exportedAt == null) {
            notes.add(
                    "The file does not say when it was exported, as files of earlier releases. Its newest entry or checkpoint, of %s, is taken for its end."
                            .formatted(end()));
        }
        if (end().isBefore(clock.minus(rules.gap()))) {
            notes.add("The file ends at %s, and it is %s here. It cannot tell what has happened since."
                    .formatted(end(), clock));
        }
        if (gap != null && gap.operations() > 0 && missing(gap, rules).isEmpty()) {
            notes.add(
                    "The file ends before checkpoints were due for the latest entries of %d operations. Only a later export can prove these."
                            .formatted(gap.operations()));
        }
        return notes;
    }
}
