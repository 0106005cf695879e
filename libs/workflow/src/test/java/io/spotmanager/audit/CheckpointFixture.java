package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database with one operation and the checkpoint that covers it, and a clock that tests move. */
abstract class CheckpointFixture {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final String KEY = Keys.privateKey();

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    Instant now = Instant.now();
    UUID first;

    @BeforeEach
    void an_operation_and_a_checkpoint_that_saw_it() {
        first = database.accepted("gpu-1");
        now = Instant.now();
        assertThat(writer(KEY).write()).isEqualTo(1);
        // Nobody here writes the checkpoints of the other chains, and the clock is moved by more than they may wait.
        database.tamper("truncate history_epoch, installation_entry");
    }

    Checkpoints writer(String key) {
        return writer(CheckpointKey.parse(key));
    }

    Checkpoints writer(CheckpointKey key) {
        return new Checkpoints(database.jdbc(), database.transactions(), () -> now, key, MINUTE);
    }

    Stream<String> findings() {
        return verified(mine()).findings().stream();
    }

    AuditVerification.Report verified(TrustedKeys keys) {
        return new BothVerifications(database.jdbc(), database.transactions(), () -> now)
                .verify(VerificationRules.trusting(keys));
    }

    static TrustedKeys mine() {
        return TrustedKeys.none().and(CheckpointKey.parse(KEY));
    }

    List<Long> numbers() {
        return database.jdbc()
                .sql("select n from audit_checkpoint order by n")
                .query((row, number) -> row.getLong("n"))
                .list();
    }

    List<UUID> heads(long n) {
        return database.jdbc()
                .sql("select * from audit_checkpoint where n = ?")
                .param(n)
                .query(Checkpoints::checkpoint)
                .single()
                .parsedHeads()
                .map(Checkpoint.Head::operationId)
                .toList();
    }
}
