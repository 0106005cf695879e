package io.spotmanager.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person with every right in the database can forge, and how a gateway with a key of its own tells it. */
@GatewayTest
class ForgedHistoryTest {
    private static final String KEY = privateKey();
    private static ConfigurableApplicationContext other;

    private final Gateway first;
    private final Gateway signing;

    ForgedHistoryTest(Gateway gateway) {
        this.first = gateway;
        this.signing = Gateway.of(other);
    }

    @BeforeAll
    static void startOneWithAKey() {
        other = Surroundings.anotherGateway(Map.of("spot.audit.key", KEY, "spot.audit.every", "200ms"));
    }

    @AfterAll
    static void stopIt() {
        other.close();
    }

    @Test
    void every_actor_rewritten_and_signed_with_a_fresh_key_is_not_whole() {
        var id = first.acceptedMoveOf("H1");
        first.worker().carriesOut(id);
        isCovered();
        var forgersKey = CheckpointKey.parse(privateKey());

        rewriteEveryActor(id);
        first.tamper("truncate audit_checkpoint");
        writer(forgersKey, Instant.now()).write();

        var report = signing.verifiedHistory();
        assertThat(report.path("whole").asBoolean()).isFalse();
        assertThat(report.path("findings").toString()).contains("not trusted");
    }

    @Test
    void a_gateway_that_trusts_the_others_key_verifies_what_it_signed_and_a_wrong_key_is_told_at_the_start() {
        first.acceptedMoveOf("H1");
        isCovered();
        var publicKey = CheckpointKey.parse(KEY).publicKey();

        try (var trusting = Surroundings.anotherGateway(Map.of("spot.audit.trusted-keys", publicKey))) {
            var report = Gateway.of(trusting).verifiedHistory();
            assertThat(report.path("findings")).isEmpty();
            assertThat(report.path("whole").asBoolean()).isTrue();
            assertThat(report.path("trusted_keys").get(0).asString()).isEqualTo(TrustedKeys.fingerprint(publicKey));
            assertThat(report.path("unverified_checkpoints").asInt()).isZero();
        }
        assertThatThrownBy(() -> Surroundings.anotherGateway(Map.of("spot.audit.trusted-keys", "/no/such/file")))
                .hasStackTraceContaining("SPOT_AUDIT_TRUSTED_KEYS")
                .hasStackTraceContaining("There is no file /no/such/file");
    }

    @Test
    void how_far_checkpoints_are_behind_is_a_metric() {
        first.acceptedMoveOf("H1");
        isCovered();

        await().untilAsserted(() -> assertThat(lag()).isZero());
    }

    private static double lag() {
        return other.getBean(MeterRegistry.class)
                .get("spot.audit.checkpoint.lag.seconds")
                .gauge()
                .value();
    }

    @Test
    void one_update_of_a_row_is_told_field_by_field() {
        var id = first.acceptedMoveOf("H1");
        isCovered();

        first.tamper("""
                update operation set request = '{"host": "H9"}', facts = '{"placed_in": "L40-n3"}',
                    requested_by = 'mallory', reason = 'because', fence = 7, open = false, ended_at = now()
                """);

        var report = signing.verifiedHistory();
        assertThat(report.path("whole").asBoolean()).isFalse();
        assertThat(report.path("findings").toString())
                .contains("operation " + id)
                .contains("requested_by is \\\"mallory\\\", its entries say \\\"operator\\\"")
                .contains("request is", "facts is", "reason is", "fence is", "ended_at is")
                .contains("open is false, its entries say true");
    }

    @Test
    void values_that_nobody_can_read_end_neither_the_verification_nor_the_export() {
        var id = first.acceptedMoveOf("H1");
        isCovered();

        first.tamper("""
                update operation set request = repeat('9', 2001)::jsonb, facts = (repeat('[', 600) || repeat(']', 600))::jsonb;
                update audit_entry set detail = replace(detail::text, 'H1', '\\u0000')::json;
                """);

        assertThat(signing.verifiedHistory().path("findings").toString())
                .contains("operation %s: request cannot be read".formatted(id), "facts cannot be read")
                .contains("entry 1 does not match its hash");
        assertThat(signing.admin().get("/api/audit/export").is(200).text())
                .contains("\"request\":\"9999", "\"unreadable\":[\"request\",\"facts\"]")
                .contains("{\"end\":");
    }

    @Test
    void a_result_that_somebody_else_wrote_or_changed_is_not_believed_by_who_signs() {
        first.acceptedMoveOf("H1");
        isCovered();
        var own = signing.verifiedHistory();
        assertThat(own.path("whole").asBoolean()).isTrue();
        assertThat(own.path("signed").asBoolean()).isTrue();

        first.tamper(
                "update verification set report = replace(report::text, '\"operations\":1', '\"operations\":7')::json");

        var reader = signing.admin().with("Prefer", "wait=0");
        assertThat(reader.get("/api/audit/verification").json().path("whole").asBoolean())
                .isFalse();

        first.tamper("update verification set public_key = null, signature = null");

        var stripped = reader.get("/api/audit/verification").json();
        assertThat(stripped.path("whole").asBoolean()).isFalse();
        assertThat(stripped.toString()).contains("has no signature of a trusted key");
    }

    @Test
    void a_checkpoint_from_the_future_is_a_finding_and_does_not_keep_others_from_being_written() {
        var inAYear = Instant.now().plus(365, ChronoUnit.DAYS);
        var hosts = new AtomicInteger();
        // A gateway may be writing at the same moment: then this writes nothing, or finds nothing new.
        await().until(() -> {
            first.acceptedMoveOf("early-" + hosts.incrementAndGet());
            return writer(CheckpointKey.parse(KEY), inAYear).write() == 1;
        });
        var before = count();

        first.acceptedMoveOf("H2");

        await().untilAsserted(() -> assertThat(count()).isGreaterThan(before));
        var report = signing.verifiedHistory();
        assertThat(report.path("whole").asBoolean()).isFalse();
        assertThat(report.path("findings").toString()).contains("from the future");
    }

    private long count() {
        return first.jdbc()
                .sql("select count(*) from audit_checkpoint")
                .query(Long.class)
                .single();
    }

    private void isCovered() {
        await().untilAsserted(() ->
                assertThat(first.jdbc().sql("""
                            select count(*) from operation o where not exists (
                                select from audit_checkpoint c where position(o.audit_head in c.heads) > 0)
                            """).query(Long.class).single()).isZero());
    }

    private void rewriteEveryActor(UUID id) {
        var head = AuditHead.NONE;
        for (var entry : new AuditTrail(first.jdbc()).of(id)) {
            var what = entry.what();
            var forged = AuditEntry.after(
                    head,
                    id,
                    entry.at(),
                    new AuditEvent(
                            "mallory",
                            what.event(),
                            what.fromState(),
                            what.toState(),
                            what.step(),
                            what.attempt(),
                            what.fence()),
                    entry.detail());
            first.tamper("update audit_entry set actor = 'mallory', hash = '%s' where operation_id = '%s' and seq = %d"
                    .formatted(forged.hash(), id, forged.seq()));
            head = forged.head();
        }
        first.tamper("update operation set audit_head = '%s', requested_by = 'mallory' where id = '%s'"
                .formatted(head.hash(), id));
    }

    private Checkpoints writer(CheckpointKey key, Instant now) {
        var transactions =
                new TransactionTemplate(new DataSourceTransactionManager(other.getBean(javax.sql.DataSource.class)));
        return new Checkpoints(signing.jdbc(), transactions, () -> now, key, Duration.ofMillis(1));
    }

    private static String privateKey() {
        try {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
