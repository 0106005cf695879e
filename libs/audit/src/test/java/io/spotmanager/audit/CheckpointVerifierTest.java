package io.spotmanager.audit;

import static io.spotmanager.audit.CheckpointVerifier.Worth.BROKEN;
import static io.spotmanager.audit.CheckpointVerifier.Worth.UNVERIFIED;
import static io.spotmanager.audit.CheckpointVerifier.Worth.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.audit.Checkpoint.Head;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checkpoints are signed, follow each other, and count only as long as their key did. */
class CheckpointVerifierTest {
    private static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");
    private static final Duration GAP = Duration.ofMinutes(10);
    private static final CheckpointKey KEY = CheckpointKey.parse(privateKey());
    private static final CheckpointKey NEXT_KEY = CheckpointKey.parse(privateKey());
    private static final List<Head> HEADS = List.of(
            new Head(new UUID(0, 7), 4, ChainHash.of("a")), new Head(new UUID(0, 8), 123_456_789, ChainHash.of("b")));

    private final Findings findings = new Findings();

    private static String privateKey() {
        try {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustedKeys trusting(CheckpointKey... keys) {
        var all = TrustedKeys.none();
        for (var key : keys) {
            all = all.and(key);
        }
        return all;
    }

    private CheckpointVerifier verifier(TrustedKeys keys) {
        return new CheckpointVerifier(new VerificationRules(keys, GAP), findings);
    }

    private static Checkpoint checkpoint(@Nullable Checkpoint previous, Instant at, CheckpointKey key) {
        return Checkpoint.after(previous, at, at.minusSeconds(60), HEADS, key);
    }

    private static final Checkpoint FIRST = checkpoint(null, NOON, KEY);
    private static final Checkpoint SECOND = checkpoint(FIRST, NOON.plusSeconds(300), KEY);

    @Test
    void checkpoints_of_a_trusted_key_one_after_the_other_prove_what_they_cover() {
        var verifier = verifier(trusting(KEY));

        assertThat(verifier.next(FIRST, NOON)).isEqualTo(VERIFIED);
        assertThat(verifier.next(SECOND, NOON.plusSeconds(300))).isEqualTo(VERIFIED);
        assertThat(verifier.end(NOON.plusSeconds(300)))
                .isEqualTo(new CheckpointReport(
                        2,
                        NOON.plusSeconds(240),
                        List.of(KEY.publicKey()),
                        TrustedKeys.fingerprint(KEY.publicKey()),
                        2,
                        0));
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void a_checkpoint_names_how_far_each_history_had_come() {
        assertThat(FIRST.n()).isEqualTo(1);
        assertThat(SECOND.n()).isEqualTo(2);
        assertThat(SECOND.previousHash()).isEqualTo(FIRST.hash());
        assertThat(FIRST.parsedHeads()).containsExactlyElementsOf(HEADS);
        assertThat(FIRST.hasReadableHeads()).isTrue();
        assertThat(Checkpoint.array(HEADS, Head::seq)).isEqualTo("{4,123456789}");
        assertThat(Checkpoint.after(null, NOON, NOON, List.of(), KEY).hasReadableHeads())
                .isTrue();
    }

    @Test
    void whatever_is_changed_in_a_checkpoint_breaks_it() {
        var seal = FIRST.seal();
        for (var forged : List.of(
                new Checkpoint(2, NOON, FIRST.upTo(), FIRST.heads(), "", FIRST.hash(), seal),
                new Checkpoint(1, NOON.plusSeconds(1), FIRST.upTo(), FIRST.heads(), "", FIRST.hash(), seal),
                new Checkpoint(1, NOON, NOON, FIRST.heads(), "", FIRST.hash(), seal),
                new Checkpoint(1, NOON, FIRST.upTo(), "", "", FIRST.hash(), seal),
                new Checkpoint(1, NOON, FIRST.upTo(), FIRST.heads(), "x", FIRST.hash(), seal),
                new Checkpoint(1, NOON, FIRST.upTo(), FIRST.heads(), "", ChainHash.of("x"), seal),
                new Checkpoint(1, NOON, FIRST.upTo(), FIRST.heads(), "", FIRST.hash(), SECOND.seal()),
                new Checkpoint(
                        1,
                        NOON,
                        FIRST.upTo(),
                        FIRST.heads(),
                        "",
                        FIRST.hash(),
                        new Checkpoint.Signature(NEXT_KEY.publicKey(), seal.signature())),
                new Checkpoint(
                        1, NOON, FIRST.upTo(), FIRST.heads(), "", FIRST.hash(), new Checkpoint.Signature("?", "?")))) {
            assertThat(forged.isWhole()).as("%s", forged).isFalse();
        }
        var verifier = verifier(trusting(KEY));
        assertThat(verifier.next(new Checkpoint(1, NOON, NOON, "", "", FIRST.hash(), seal), NOON))
                .isEqualTo(BROKEN);
        assertThat(verifier.end(NOON).upTo()).isNull();
        assertThat(findings.sentences()).containsExactly("checkpoint 1 does not match its hash or its signature");
    }

    @Test
    void a_signer_who_signed_heads_that_nobody_can_read_signed_nothing() {
        var strange = Checkpoint.after(null, NOON, NOON, List.of(new Head(new UUID(0, 7), 4, "no hash")), KEY);

        assertThat(strange.isWhole()).isTrue();
        assertThat(verifier(trusting(KEY)).next(strange, NOON)).isEqualTo(BROKEN);
    }

    @Test
    void a_missing_and_an_exchanged_checkpoint_are_told() {
        var verifier = verifier(trusting(KEY));
        verifier.next(FIRST, NOON);
        var third = checkpoint(SECOND, NOON.plusSeconds(600), KEY);
        verifier.next(third, NOON.plusSeconds(600));

        assertThat(findings.sentences())
                .containsExactly(
                        "checkpoint 3 follows checkpoint 1",
                        "checkpoint 3 was written after another one than checkpoint 1");
    }

    @Test
    void a_part_of_the_history_begins_after_a_checkpoint_that_is_not_read() {
        var verifier = verifier(trusting(KEY));
        verifier.beginBefore(SECOND);
        verifier.next(SECOND, NOON.plusSeconds(300));

        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void a_verification_in_portions_goes_on_where_the_portion_before_ended() {
        var keys = trusting(KEY);
        var first = verifier(keys);
        first.next(FIRST, NOON);
        var second = new CheckpointVerifier(new VerificationRules(keys, GAP), findings, first.state());
        second.next(SECOND, NOON.plusSeconds(300));

        assertThat(second.end(NOON.plusSeconds(300)).count()).isEqualTo(2);
        assertThat(findings.sentences()).isEmpty();
    }

    // -- times

    @Test
    void a_checkpoint_from_the_future_covers_nothing() {
        var verifier = verifier(trusting(KEY));
        verifier.next(FIRST, NOON.minusSeconds(3_600));

        assertThat(findings.sentences())
                .singleElement()
                .asString()
                .startsWith("checkpoint 1 is from the future: it says it was written at 2031-01-01T12:00:00Z");
        assertThat(verifier.end(NOON).upTo()).isNull();
    }

    @Test
    void neither_does_one_that_covers_the_future() {
        var verifier = verifier(trusting(KEY));
        verifier.next(Checkpoint.after(null, NOON, NOON.plusSeconds(3_600), HEADS, KEY), NOON);

        assertThat(findings.count()).isEqualTo(1);
        assertThat(verifier.end(NOON).upTo()).isNull();
    }

    @Test
    void of_two_clocks_that_disagree_one_was_wrong_and_what_was_covered_stays_covered() {
        var verifier = verifier(trusting(KEY));
        verifier.next(FIRST, NOON);
        verifier.next(checkpoint(FIRST, NOON.minusSeconds(3_600), KEY), NOON);

        assertThat(findings.sentences())
                .containsExactly("checkpoint 2 was written at 2031-01-01T11:00:00Z, before checkpoint 1 of"
                        + " 2031-01-01T12:00:00Z: one of the two clocks was wrong");
        assertThat(verifier.end(NOON).upTo()).isEqualTo(NOON.minusSeconds(60));
    }

    // -- keys

    @Test
    void without_a_key_nothing_can_be_verified_and_that_is_told() {
        var verifier = verifier(TrustedKeys.none());

        assertThat(verifier.next(FIRST, NOON)).isEqualTo(UNVERIFIED);
        assertThat(verifier.end(NOON).unverified()).isEqualTo(1);
        assertThat(findings.sentences())
                .containsExactly("no public key is trusted here, so none of the 1 checkpoints could be verified:"
                        + " name the keys that sign");
    }

    @Test
    void without_checkpoints_no_key_is_missed() {
        assertThat(verifier(TrustedKeys.none()).end(NOON).newestKey()).isNull();
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void checkpoints_of_a_key_that_is_not_trusted_are_told_together() {
        var verifier = verifier(trusting(NEXT_KEY));
        verifier.next(FIRST, NOON);
        verifier.next(SECOND, NOON.plusSeconds(300));
        verifier.next(checkpoint(SECOND, NOON.plusSeconds(600), NEXT_KEY), NOON.plusSeconds(600));
        verifier.end(NOON.plusSeconds(600));

        assertThat(findings.sentences())
                .containsExactly("2 checkpoints, from 1 to 2, were signed with a key that is not trusted: "
                        + TrustedKeys.fingerprint(KEY.publicKey()));
    }

    @Test
    void a_retired_key_counts_if_its_successor_confirmed_it_in_time() {
        var verifier = verifier(trusting(KEY).until(NOON).and(NEXT_KEY));
        verifier.next(FIRST, NOON);
        verifier.next(checkpoint(FIRST, NOON.plus(GAP), NEXT_KEY), NOON.plus(GAP));
        verifier.end(NOON.plus(GAP).plusSeconds(3_600));

        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void a_retired_key_that_nobody_confirmed_in_time_may_have_been_used_since() {
        var verifier = verifier(trusting(KEY).until(NOON).and(NEXT_KEY));
        verifier.next(FIRST, NOON);
        verifier.next(
                checkpoint(FIRST, NOON.plus(GAP).plusSeconds(1), NEXT_KEY),
                NOON.plus(GAP).plusSeconds(1));
        verifier.end(NOON.plus(GAP).plusSeconds(1));

        assertThat(findings.sentences())
                .containsExactly(
                        "checkpoint 1 was signed with a key that was retired at 2031-01-01T12:00:00Z, and no other key confirmed that until 2031-01-01T12:10:00Z, so anybody who has that key can have made it since: "
                                + TrustedKeys.fingerprint(KEY.publicKey()));
    }

    @Test
    void a_retired_key_whose_time_of_confirmation_still_runs_is_no_finding_yet() {
        var verifier = verifier(trusting(KEY).until(NOON));
        verifier.next(FIRST, NOON);
        verifier.end(NOON.plus(GAP));

        assertThat(findings.sentences()).isEmpty();
        assertThat(verifier.endedSince(NOON.plus(GAP), NOON.plusSeconds(1)))
                .containsExactly(TrustedKeys.fingerprint(KEY.publicKey()));
        assertThat(verifier.endedSince(NOON.plus(GAP), NOON)).isEmpty();
        assertThat(verifier.endedSince(NOON.plus(GAP).plusSeconds(1), NOON.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void a_key_does_not_confirm_itself_nor_one_that_ends_later() {
        var verifier = verifier(trusting(KEY)
                .until(NOON.plusSeconds(300))
                .and(trusting(NEXT_KEY).until(NOON.plusSeconds(60))));
        verifier.next(FIRST, NOON);
        verifier.next(checkpoint(FIRST, NOON.plusSeconds(30), NEXT_KEY), NOON.plusSeconds(30));
        verifier.next(
                checkpoint(checkpoint(FIRST, NOON.plusSeconds(30), NEXT_KEY), NOON.plusSeconds(200), KEY),
                NOON.plusSeconds(200));
        verifier.end(NOON.plusSeconds(7_200));

        assertThat(findings.sentences())
                .singleElement()
                .asString()
                .startsWith(
                        "2 checkpoints, from 1 to 3, were signed with a key that was retired at 2031-01-01T12:05:00Z");
    }

    @Test
    void a_checkpoint_that_says_itself_that_its_key_was_retired_is_not_verified() {
        var verifier = verifier(trusting(KEY).until(NOON.minusSeconds(1)));

        assertThat(verifier.next(FIRST, NOON)).isEqualTo(UNVERIFIED);
        verifier.end(NOON);
        assertThat(findings.sentences())
                .containsExactly("checkpoint 1 was signed after the end of a retired key, 2031-01-01T11:59:59Z: "
                        + TrustedKeys.fingerprint(KEY.publicKey()));
    }

    @Test
    void of_two_ends_of_a_key_the_earlier_counts_and_a_key_in_use_has_none() {
        var keys = trusting(KEY).until(NOON).until(NOON.plusSeconds(1));

        assertThat(keys.end(KEY.publicKey())).contains(NOON);
        assertThat(keys.and(KEY).end(KEY.publicKey())).contains(NOON);
        assertThat(keys.and(trusting(KEY).until(NOON.minusSeconds(9))).end(KEY.publicKey()))
                .contains(NOON.minusSeconds(9));
        assertThat(keys.count(KEY.publicKey(), NOON)).isTrue();
        assertThat(keys.count(KEY.publicKey(), NOON.plusNanos(1))).isFalse();
        assertThat(keys.count(NEXT_KEY.publicKey(), Instant.MIN)).isFalse();
        assertThat(trusting(KEY).end(KEY.publicKey())).isEmpty();
        assertThat(keys.ends()).containsOnlyKeys(TrustedKeys.fingerprint(KEY.publicKey()));
        assertThat(trusting(KEY).ends()).isEmpty();
        assertThat(trusting(KEY, NEXT_KEY).fingerprints()).hasSize(2).isSorted();
        assertThat(TrustedKeys.none().isEmpty()).isTrue();
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void a_key_is_read_as_pem_or_bare_and_anything_else_is_refused_without_being_repeated() {
        var pem = "-----BEGIN PUBLIC KEY-----\n" + KEY.publicKey() + "\n-----END PUBLIC KEY-----\n";

        assertThat(TrustedKeys.of(List.of(pem)).contains(KEY.publicKey())).isTrue();
        assertThat(TrustedKeys.of(List.of(pem + pem.replace(KEY.publicKey(), NEXT_KEY.publicKey())))
                        .fingerprints())
                .hasSize(2);
        assertThat(TrustedKeys.of(List.of(KEY.publicKey() + "\n")).contains(KEY.publicKey()))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.of(List.of(pem.replace("PUBLIC", "PRIVATE"))))
                .withMessageContaining("it holds a PRIVATE KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.of(List.of("s3cret")))
                .withMessageContaining("it cannot be read as one")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointKey.parse("s3cret"))
                .withMessageNotContaining("s3cret");
        assertThat(TrustedKeys.fingerprint("?")).isEqualTo("no key");
        assertThat(TrustedKeys.fingerprint("")).startsWith("SHA256:e3b0c44298fc1c149afbf4c8996fb924");
    }

    @Test
    void the_notes_of_a_verification_are_sealed_with_the_key_that_signs() {
        var seal = new NotesSeal(KEY).of("notes", 1);

        assertThat(seal).hasSize(64).isEqualTo(new NotesSeal(KEY).of("notes", 1));
        assertThat(seal).isNotEqualTo(new NotesSeal(NEXT_KEY).of("notes", 1));
        assertThat(seal).isNotEqualTo(new NotesSeal(null).of("notes", 1));
        assertThat(seal).isNotEqualTo(new NotesSeal(KEY).of("notes", 2));
    }

    // -- what no checkpoint covers

    private static AuditEntry entry(long operation, int seq, Instant at) {
        return AuditEntry.after(
                new AuditHead(seq - 1, ""),
                new UUID(0, operation),
                at,
                new AuditEvent("ann", "ACCEPTED", null, "REQUESTED", null, 0, 0),
                "{}");
    }

    @Test
    void the_oldest_entry_that_should_be_covered_is_told_with_the_number_of_operations() {
        var gap = new CheckpointGap();
        gap.next(entry(7, 2, NOON.minusSeconds(20)));
        gap.next(entry(7, 1, NOON.minusSeconds(30)));
        gap.next(entry(8, 1, NOON.minusSeconds(40)));
        gap.next(entry(8, 2, NOON.minusSeconds(10)));
        gap.next(entry(9, 1, NOON));

        assertThat(gap.operations()).isEqualTo(3);
        assertThat(gap.finding(NOON)).contains(sentence(2, 8, NOON.minusSeconds(40)));
        assertThat(gap.finding(NOON.minusSeconds(40))).isEmpty();
    }

    private static String sentence(int operations, long oldest, Instant at) {
        return "%d operations have entries that no verified checkpoint covers though they are old enough; the oldest is entry 1 of operation %s, of %s"
                .formatted(operations, new UUID(0, oldest), at);
    }

    @Test
    void so_it_is_when_the_entries_come_by_operation_with_what_is_covered_of_each() {
        var uncovered = new UncoveredEntries(NOON, UncoveredEntries.State.NONE);
        uncovered.portion(java.util.Map.of(new UUID(0, 6), 2));
        uncovered.next(entry(6, 1, NOON.minusSeconds(90)));
        uncovered.next(entry(6, 2, NOON.minusSeconds(80)));
        assertThat(uncovered.finding()).isEmpty();

        uncovered.next(entry(7, 1, NOON.minusSeconds(30)));
        uncovered.next(entry(7, 2, NOON.minusSeconds(30)));
        uncovered.next(entry(9, 1, NOON));
        var onwards = new UncoveredEntries(NOON, uncovered.state());
        onwards.next(entry(8, 1, NOON.minusSeconds(40)));

        assertThat(onwards.finding()).contains(sentence(2, 8, NOON.minusSeconds(40)));
    }

    @Test
    void clocks_that_differ_a_little_do_not_add_up_to_a_clock_that_was_wrong() {
        var verifier = verifier(trusting(KEY));
        var second = checkpoint(FIRST, NOON.minusSeconds(30), KEY);
        verifier.next(FIRST, NOON);
        verifier.next(second, NOON);
        assertThat(findings.sentences()).isEmpty();

        verifier.next(checkpoint(second, NOON.minusSeconds(65), KEY), NOON);
        assertThat(findings.sentences()).singleElement().asString().contains("before checkpoint 1 of");
    }

    @Test
    void an_entry_that_a_checkpoint_saw_and_that_is_gone_is_named() {
        assertThat(CheckpointVerifier.gone(3, new UUID(0, 7), 4))
                .isEqualTo("checkpoint 3 saw entry 4 of operation %s, which is gone or another one now"
                        .formatted(new UUID(0, 7)));
    }

    @Test
    void the_public_half_of_a_signing_key_is_that_of_its_pair() throws NoSuchAlgorithmException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var encoder = Base64.getEncoder();

        assertThat(CheckpointKey.parse(encoder.encodeToString(pair.getPrivate().getEncoded()))
                        .publicKey())
                .isEqualTo(encoder.encodeToString(pair.getPublic().getEncoded()));
    }
}
