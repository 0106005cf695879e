package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only checkpoints that a trusted key signed count. */
class CheckpointKeysTest extends CheckpointFixture {
    @Test
    void a_checkpoint_of_a_strangers_key_is_found_by_its_fingerprint() {
        assertThat(findings()).isEmpty();
        var stranger = CheckpointKey.parse(Keys.privateKey());
        database.tamper("truncate audit_checkpoint");
        writer(stranger).write();

        assertThat(findings())
                .containsExactly("checkpoint 1 was signed with a key that is not trusted: "
                        + TrustedKeys.fingerprint(stranger.publicKey()));
        assertThat(verified(mine()).checkpoints().upTo()).isNull();
        assertThat(verified(mine()).scope().unverifiedCheckpoints()).isEqualTo(1);
    }

    @Test
    void without_a_trusted_key_no_checkpoint_is_verified_and_that_is_a_finding() {
        var report = verified(TrustedKeys.none());

        assertThat(report.whole()).isFalse();
        assertThat(report.findings())
                .singleElement()
                .asString()
                .contains("none of the 1 checkpoints could be verified");
        assertThat(report.scope().trustedKeys()).isEmpty();
        assertThat(report.scope().notes()).singleElement().asString().contains("no public key is trusted");
    }

    @Test
    void without_keys_and_without_checkpoints_it_is_said_what_cannot_be_told() {
        database.tamper("truncate audit_checkpoint");

        var report = verified(TrustedKeys.none());

        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().notes()).singleElement().asString().startsWith("No checkpoint could be verified");
    }

    @Test
    void after_a_change_of_keys_both_are_trusted_and_one_alone_is_not_enough() {
        var next = CheckpointKey.parse(Keys.privateKey());
        database.accepted("gpu-2");
        now = now.plus(MINUTE);
        assertThat(writer(next).write()).isEqualTo(1);

        assertThat(verified(mine().and(next)).findings()).isEmpty();
        assertThat(findings())
                .containsExactly("checkpoint 2 was signed with a key that is not trusted: "
                        + TrustedKeys.fingerprint(next.publicKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'not a head'", "heads || E'\\n'", "E'\\n' || heads", "heads || E'\\r'"})
    void a_checkpoint_that_lists_what_cannot_be_read_does_not_end_the_verification(String heads) {
        var stranger = CheckpointKey.parse(Keys.privateKey());
        database.tamper(
                "update audit_checkpoint set heads = %s, public_key = '%s'".formatted(heads, stranger.publicKey()));
        resign(stranger);

        assertThat(findings())
                .contains("checkpoint 1 does not match its hash or its signature")
                .anyMatch(finding -> finding.contains("not trusted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-----BEGIN PRIVATE KEY-----", "AAAA"})
    void a_key_that_cannot_be_read_is_refused_without_being_shown(String text) {
        assertThatThrownBy(() -> CheckpointKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl genpkey")
                .hasNoCause();
    }

    /** As who has a key of their own can make every checkpoint match it. */
    private static void resign(CheckpointKey key) {
        var one = database.jdbc()
                .sql("select * from audit_checkpoint")
                .query(Checkpoints::checkpoint)
                .single();
        var hash = ChainHash.of(one.n(), one.writtenAt(), one.upTo(), one.heads(), one.previousHash());
        database.tamper("update audit_checkpoint set hash = '%s', signature = '%s'"
                .formatted(hash, key.sign("spot-manager audit checkpoint " + hash)));
    }
}
