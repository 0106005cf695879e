package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.spotmanager.workflow.fixture.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A new key takes the place of an old one without a minute that is not covered, and what the old one has signed stays proven. Nobody gains
 * anything from the old key after its end.
 */
class KeyRotationTest extends CheckpointFixture {
    private static final Duration HOUR = Duration.ofHours(1);

    private final CheckpointKey old = CheckpointKey.parse(KEY);
    private final CheckpointKey fresh = CheckpointKey.parse(Keys.privateKey());
    private final TrustedKeys both = TrustedKeys.none().and(old).and(fresh);

    @Test
    void while_gateways_of_both_keys_run_every_minute_has_a_checkpoint_that_counts() {
        minuteOf(old);
        minuteOf(old, fresh);
        minuteOf(fresh, old);
        minuteOf(fresh);

        assertThat(verified(both).checkpoints().verified()).isEqualTo(5);
        assertThat(verified(both).checkpoints().newestKey()).isEqualTo(fingerprint(fresh));
        var end = now.plus(MINUTE);
        now = now.plus(HOUR);
        assertThat(verified(retired(end)).findings()).isEmpty();
        assertThat(verified(retired(end)).scope().retiredKeys()).containsExactly(entry(fingerprint(old), end));
    }

    private void minuteOf(CheckpointKey... gateways) {
        database.accepted("gpu-" + UUID.randomUUID());
        now = now.plus(MINUTE);
        for (var gateway : gateways) {
            writer(gateway, both).write();
        }
        assertThat(verified(both).findings()).isEmpty();
        assertThat(verified(both).checkpoints().upTo()).isCloseTo(now, within(Duration.ofMillis(1)));
    }

    @Test
    void the_new_key_confirms_the_old_one_even_if_nothing_happens_any_more() {
        var end = now.plus(HOUR);
        now = now.plus(MINUTE);

        assertThat(writer(fresh, retired(end)).write()).isEqualTo(1);
        assertThat(heads(2)).isEmpty();
        now = now.plus(MINUTE);
        assertThat(writer(fresh, retired(end)).write()).isZero();

        now = end.plus(HOUR);
        assertThat(verified(retired(end)).findings()).isEmpty();
    }

    @Test
    void checkpoints_of_a_retired_key_that_no_other_key_has_confirmed_in_time_are_a_finding() {
        var end = now.plus(MINUTE);
        assertThat(verified(retired(end)).findings()).isEmpty();
        now = now.plus(HOUR);

        assertThat(verified(retired(end)).findings())
                .singleElement()
                .asString()
                .startsWith("checkpoint 1 was signed with a key that was retired at " + end)
                .endsWith(fingerprint(old));
        assertThat(writer(fresh, retired(end)).write()).isEqualTo(1);
        assertThat(verified(retired(end)).findings())
                .as("a confirmation that comes too late")
                .hasSize(1);
    }

    @Test
    void a_key_that_is_no_longer_named_takes_its_checkpoints_with_it() {
        minuteOf(fresh);

        assertThat(verified(TrustedKeys.none().and(fresh)).findings())
                .containsExactly("checkpoint 1 was signed with a key that is not trusted: " + fingerprint(old));
    }

    @Test
    void a_gateway_signs_nothing_with_a_key_after_its_end_and_what_another_signs_with_it_does_not_count() {
        var end = now.plus(MINUTE);
        now = now.plus(Duration.ofSeconds(40));
        assertThat(writer(fresh, retired(end)).write()).isEqualTo(1);
        database.accepted("gpu-2");
        now = end.plus(MINUTE);

        assertThat(writer(old, retired(end)).write()).isZero();
        assertThat(writer(old, both).write()).as("a gateway that was forgotten").isEqualTo(1);

        assertThat(verified(retired(end)).findings())
                .contains("checkpoint 3 was signed after the end of a retired key, %s: %s"
                        .formatted(end, fingerprint(old)));
        assertThat(writer(fresh, retired(end)).write()).as("covered again").isEqualTo(1);
        assertThat(heads(4)).containsAll(heads(3)).isNotEmpty();
    }

    @Test
    void whoever_steals_a_retired_key_cannot_sign_the_past_anew() {
        var end = now.plus(MINUTE);
        now = now.plus(Duration.ofSeconds(40));
        assertThat(writer(fresh, retired(end)).write()).isEqualTo(1);
        var today = now.plus(HOUR);

        writeAnotherHistory();
        now = today;

        assertThat(verified(retired(end)).findings())
                .as("all anew with the stolen key")
                .anyMatch(finding -> finding.contains("no other key confirmed that until"));
        assertThat(writer(fresh, retired(end)).write()).isEqualTo(1);
        assertThat(verified(retired(end)).findings())
                .as("a running gateway signs after it")
                .anyMatch(finding -> finding.contains("no other key confirmed that until"));
    }

    @Test
    void nor_can_a_thief_put_something_behind_what_the_new_key_has_signed() {
        var signed = now;
        var end = now.plus(MINUTE);
        now = now.plus(Duration.ofSeconds(40));
        writer(fresh, retired(end)).write();
        database.accepted("gpu-2");
        now = signed.plus(Duration.ofSeconds(59));
        assertThat(writer(old, TrustedKeys.none().and(old)).write()).isEqualTo(1);
        now = now.plus(HOUR);

        assertThat(verified(retired(end)).findings())
                .anyMatch(finding -> finding.startsWith("checkpoint 3 was signed with a key that was retired"));
    }

    /** What is not guaranteed: until its end, and for as long as a confirmation may take, a stolen key is a key. */
    @Test
    void until_its_end_and_a_while_a_stolen_key_can_sign_the_past_anew() {
        var end = now.plus(MINUTE);
        writeAnotherHistory();
        now = now.plus(MINUTE);
        writer(fresh, retired(end)).write();
        now = now.plus(HOUR);

        assertThat(verified(retired(end)).findings()).isEmpty();
    }

    @Test
    void an_unknown_key_stays_a_finding_during_and_after_the_change() {
        var stranger = CheckpointKey.parse(Keys.privateKey());
        database.accepted("gpu-2");
        now = now.plus(MINUTE);
        writer(stranger).write();
        assertThat(writer(fresh, both).write()).isEqualTo(1);
        var end = now.plus(MINUTE);
        var finding = "checkpoint 2 was signed with a key that is not trusted: " + fingerprint(stranger);

        assertThat(verified(both).findings()).containsExactly(finding);
        now = now.plus(HOUR);
        assertThat(verified(retired(end)).findings()).containsExactly(finding);
    }

    @Test
    void two_changes_one_after_the_other_leave_all_proven() {
        var third = CheckpointKey.parse(Keys.privateKey());
        var first = now.plus(MINUTE);
        writerInAMinute(fresh, retired(first));
        var second = now.plus(MINUTE);
        var keys =
                retired(first).and(TrustedKeys.none().and(fresh).until(second)).and(third);
        writerInAMinute(third, keys);

        now = now.plus(HOUR);
        assertThat(verified(keys).findings()).isEmpty();
        assertThat(verified(keys).checkpoints().verified()).isEqualTo(3);
    }

    private void writerInAMinute(CheckpointKey key, TrustedKeys keys) {
        now = now.plus(MINUTE);
        assertThat(writer(key, keys).write()).isEqualTo(1);
    }

    /** As who may write everything: another history that fits itself, signed with the old key. */
    private void writeAnotherHistory() {
        database.tamper("truncate audit_checkpoint, audit_entry, operation, outbox");
        database.accepted("gpu-other");
        now = Instant.now();
        assertThat(writer(old, both).write()).isEqualTo(1);
    }

    private Checkpoints writer(CheckpointKey key, TrustedKeys others) {
        return new Checkpoints(
                Ledger.HISTORY, database.jdbc(), database.transactions(), () -> now, key, MINUTE, others);
    }

    /** The old key is retired then. */
    private TrustedKeys retired(Instant end) {
        return TrustedKeys.none().and(old).until(end).and(fresh);
    }

    private static String fingerprint(CheckpointKey key) {
        return TrustedKeys.fingerprint(key.publicKey());
    }
}
