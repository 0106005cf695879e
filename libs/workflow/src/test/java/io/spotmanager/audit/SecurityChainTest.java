package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.KernelDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecurityChainTest {
    private static final CheckpointKey KEY = CheckpointKey.parse(CheckpointFixture.KEY);
    private static final Duration GAP = Duration.ofMinutes(10);

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final SecurityChain chain = new SecurityChain(database.jdbc(), database.transactions(), UUID.randomUUID());

    @BeforeEach
    void nothing_is_recorded_yet() {
        database.tamper("truncate security_entry", "truncate security_checkpoint");
    }

    @Test
    void an_entry_that_is_rolled_back_leaves_no_gap() {
        chain.append(event("one"));
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    chain.append(event("two"));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(chain.append(event("three")).seq()).isEqualTo(2);
        assertThat(report().findings()).isEmpty();
    }

    @Test
    void threads_of_one_gateway_take_turns() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var n = 0; n < 100; n++) {
                var unused = threads.submit(() -> chain.append(event("busy")));
            }
        }

        var report = report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(100);
        assertThat(report.chains()).isOne();
    }

    @Test
    void the_end_of_a_chain_that_a_checkpoint_has_seen_cannot_be_cut_off() {
        chain.append(event("one"));
        var last = chain.append(event("two"));
        assertThat(writer().write()).isEqualTo(1);
        assertThat(report().checkpoints().verified()).isEqualTo(1);

        database.tamper("delete from security_entry where seq = " + last.seq());

        assertThat(report().findings())
                .containsExactly("checkpoint 1 saw entry 2 of chain %s, which is gone or another one now"
                        .formatted(last.chain()));
    }

    @Test
    void what_no_checkpoint_covers_in_time_is_found() {
        chain.append(event("one"));
        database.tamper("update security_entry set at = now() - interval '1 hour'");

        assertThat(report().findings())
                .anyMatch(finding -> finding.startsWith("no checkpoint covers 1 entries of the security log"));
    }

    @Test
    void every_column_is_covered_by_the_hash() {
        for (var change : new String[] {
            "at = at - interval '1 second'",
            "part = 'x'",
            "event = 'x'",
            "outcome = 'FAILED'",
            "actor = null",
            "address = null",
            "request_id = 'x'",
            "times = 2",
            "detail = '{}'"
        }) {
            nothing_is_recorded_yet();
            chain.append(event("one"));
            assertThat(report().findings()).isEmpty();

            database.tamper("update security_entry set " + change);

            assertThat(report().findings()).as(change).hasSize(1);
        }
    }

    private static Checkpoints writer() {
        return new Checkpoints(
                Ledger.SECURITY,
                database.jdbc(),
                database.transactions(),
                () -> Instant.now().plusMillis(1),
                KEY,
                Duration.ofMinutes(1),
                TrustedKeys.none());
    }

    private static SecurityVerification.Report report() {
        return new SecurityVerification(database.jdbc(), database.transactions())
                .verify(new VerificationRules(TrustedKeys.none().and(KEY), GAP));
    }

    private static SecurityEvent event(String name) {
        return new SecurityEvent("gateway@here", name, "DONE", "anna", "127.0.0.1", "r-1", 1, "{\"a\": 1}");
    }
}
