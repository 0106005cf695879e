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
 * Up to when a file tells the history. A checkpoint that was due later is not missing, however old the file is. What the file
 * says of its own export is anybody's word: the times of its entries and checkpoints count as well, and the clock here.
 */
final class EndOfFile {
    /** A clock that differs by more is wrong. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final Instant clock;
    private final @Nullable Instant exportedAt;
    private final boolean fromTheFuture;
    private @Nullable Instant newest;

    /**
     * Nothing of the file was read yet.
     *
     * @param exportedAt as the file says; null where it does not say
     * @param clock what time it is here
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

    /** When the history was read, as far as that can be believed. */
    Instant readAt() {
        return exportedAt == null || fromTheFuture ? clock : exportedAt;
    }

    /** A time that stands in the file; one still to come, or of before there were computers, says nothing of its end. */
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

    /** Checkpoints that are missing in the file though there was time enough for them before its end. */
    Optional<String> missing(CheckpointGap gap, VerificationRules rules) {
        return gap.finding(end().minus(rules.gap()));
    }

    /** @param gap null where no key is trusted, so that no checkpoint counts */
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
