package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies what says that something has left the history: each archive, then its operations. Keeps a note of each archive. */
public final class ArchiveVerifier {
    /** What was seen so far, to continue with. */
    record State(@Nullable HistoryArchive current, String digest, long operations, List<String> notes) {
        static final State NONE = new State(null, "", 0, List.of());
    }

    private final TrustedKeys trusted;
    private final Findings findings;
    private final List<String> notes;
    private @Nullable HistoryArchive current;
    private String digest;
    private long operations;

    public ArchiveVerifier(VerificationRules rules, Findings findings) {
        this(rules, findings, State.NONE);
    }

    ArchiveVerifier(VerificationRules rules, Findings findings, State before) {
        this.trusted = rules.trusted();
        this.findings = findings;
        this.notes = new ArrayList<>(before.notes());
        this.current = before.current();
        this.digest = before.digest();
        this.operations = before.operations();
    }

    State state() {
        return new State(current, digest, operations, List.copyOf(notes));
    }

    /** @param now by the clock of whoever wrote what is verified */
    public void next(HistoryArchive archive, Instant now) {
        end();
        var n = current == null ? 0 : current.n();
        var hash = current == null ? "" : current.hash();
        if (archive.n() != n + 1) {
            findings.add("archive %d follows archive %d", archive.n(), n);
        }
        if (!archive.previousHash().equals(hash)) {
            findings.add("archive %d was sealed after another one than archive %d", archive.n(), n);
        }
        if (!archive.isWhole()) {
            findings.add("archive %d does not match its hash or its signature", archive.n());
        } else if (!trusted.isEmpty() && !trusted.count(archive.seal().publicKey(), archive.sealedAt())) {
            findings.add(
                    "archive %d was sealed with a key that is not trusted, or was retired by then: %s",
                    archive.n(), TrustedKeys.fingerprint(archive.seal().publicKey()));
        }
        if (Checkpoints.isFuture(archive.sealedAt(), now)) {
            findings.add("archive %d is from the future: it was sealed at %s", archive.n(), archive.sealedAt());
        }
        current = archive;
        digest = "";
        operations = 0;
        notes.add("Archive %d: %d operations of %s left the history at %s by %s; they are in %s, SHA-256 %s."
                .formatted(
                        archive.n(),
                        archive.operations(),
                        archive.month(),
                        archive.sealedAt(),
                        archive.sealedBy(),
                        archive.file(),
                        archive.fileSha256()));
    }

    /** @param operation of the archive before it, in the order of their ids */
    public void next(Head operation) {
        digest = HistoryArchive.digest(digest, operation);
        operations++;
    }

    /** Called after the last operation of the last archive, and of each. */
    public void end() {
        if (current != null && !(current.digest().equals(digest) && current.operations() == operations)) {
            findings.add(
                    "archive %d sealed %d operations, and %d others are named as its own",
                    current.n(), current.operations(), operations);
        }
    }

    /** Returns a sentence for each archive, and one more if no key is trusted that could have sealed them. */
    public List<String> notes() {
        if (notes.isEmpty() || !trusted.isEmpty()) {
            return List.copyOf(notes);
        }
        var all = new ArrayList<>(notes);
        all.add("No archive could be verified, because no public key is trusted here.");
        return all;
    }
}
