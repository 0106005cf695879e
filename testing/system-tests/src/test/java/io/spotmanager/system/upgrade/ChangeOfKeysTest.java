package io.spotmanager.system.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The change of the key that signs checkpoints, as docs/operations.md describes it, with real parts while hosts are moved. */
class ChangeOfKeysTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final String old = privateKey();
    private final String fresh = privateKey();
    private Iterator<Move> moves = Collections.emptyIterator();

    @Test
    void the_history_is_proven_before_during_and_after_the_change() {
        try (var installation = Installation.start(
                ChangeOfKeysTest.class, Brokers.best(), new Installation.Size(1_200, 1, 0, Duration.ZERO))) {
            moves = installation.cloud().fleet().possibleMoves().iterator();
            var before = gateway(installation, old, "");
            moveUntilSignedBy(installation, old);
            requireProven(before);

            var knows = replace(installation, before, old, publicHalf(fresh));
            var next = gateway(installation, fresh, publicHalf(old));
            moveUntilSignedBy(installation, fresh);
            moveUntilSignedBy(installation, old);
            requireProven(knows);
            requireProven(next);

            knows.terminate();
            var end = Instant.now().plus(Duration.ofSeconds(20));
            var retired = publicHalf(old) + " until " + end;
            var after = replace(installation, next, fresh, retired);
            await("a confirmation by the new key")
                    .atMost(MAX_WAIT)
                    .until(() -> newest(installation), fingerprint(fresh)::equals);
            var forgotten = gateway(installation, old, retired + "," + publicHalf(fresh));
            await("the end of the old key")
                    .atMost(MAX_WAIT)
                    .until(() -> Instant.now().isAfter(end));
            moveUntilSignedBy(installation, fresh);
            requireProven(after);

            var tooEarly = replace(installation, after, fresh, "");
            assertThat(verification(tooEarly, "audit"))
                    .as("the old key is removed")
                    .anyMatch(finding -> finding.contains("a key that is not trusted: " + fingerprint(old)));
            // Its key is over, so what it says of the history is believed by nobody who knows that, nor by itself.
            assertThat(verification(forgotten, "audit"))
                    .singleElement()
                    .asString()
                    .contains("has no signature of a trusted key");
            assertThat(verification(forgotten, "security-log")).isEmpty();
            assertThat(lastSignedBy(installation, old))
                    .as("signed by the forgotten gateway")
                    .isBefore(end);
            tooEarly.terminate();
            gateway(installation, old, publicHalf(fresh));
            moveUntilSignedBy(installation, old);
            assertThat(verification(forgotten, "audit"))
                    .as("a gateway that knows of no end")
                    .anyMatch(finding -> finding.contains("after the end of a retired key"));
        }
    }

    private Part replace(Installation installation, Part gateway, String key, String trusted) {
        gateway.terminate();
        return gateway(installation, key, trusted);
    }

    /** Two of the same interval could stay in step, so that always the same one writes. */
    private Part gateway(Installation installation, String key, String trusted) {
        return installation.anotherGateway(
                "--spot.audit.key=" + key,
                "--spot.audit.trusted-keys=" + trusted,
                "--spot.audit.every=" + (key.equals(old) ? "700ms" : "1s"),
                "--spot.audit.gap=30s");
    }

    /** Every finding of both chains is shown; entries that wait for their checkpoint longer than the gap would be one. */
    private static void requireProven(Part gateway) {
        assertThat(verification(gateway, "audit")).isEmpty();
        assertThat(verification(gateway, "security-log")).isEmpty();
    }

    private static List<String> verification(Part gateway, String of) {
        try (var admin = Installation.adminOf(gateway)) {
            var findings = new ArrayList<String>();
            var report = of.equals("audit") ? admin.verifiedHistory() : admin.get("/api/security-log/verification");
            report.path("findings").forEach(one -> findings.add(one.asString()));
            return findings;
        }
    }

    private void moveUntilSignedBy(Installation installation, String key) {
        var since = Instant.now();
        await("a new checkpoint of " + fingerprint(key)).atMost(MAX_WAIT).until(() -> {
            installation.awaitEnd(installation.operator().move(moves.next()), MAX_WAIT);
            return lastSignedBy(installation, key).isAfter(since);
        });
    }

    private static Instant lastSignedBy(Installation installation, String key) {
        return installation
                .database()
                .jdbc()
                .sql("select coalesce(max(written_at), 'epoch') from audit_checkpoint where public_key = ?")
                .param(publicHalf(key))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private static String newest(Installation installation) {
        return TrustedKeys.fingerprint(installation
                .database()
                .jdbc()
                .sql("select public_key from audit_checkpoint order by n desc limit 1")
                .query(String.class)
                .single());
    }

    private static String publicHalf(String key) {
        return CheckpointKey.parse(key).publicKey();
    }

    private static String fingerprint(String key) {
        return TrustedKeys.fingerprint(publicHalf(key));
    }

    private static String privateKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
