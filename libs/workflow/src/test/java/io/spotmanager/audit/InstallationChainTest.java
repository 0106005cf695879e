package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Freezes, epochs and missing entries are covered as the history is, whoever writes them. */
class InstallationChainTest {
    private static final CheckpointKey KEY = CheckpointKey.parse(CheckpointFixture.KEY);
    private static final String MISSING = """
            insert into missing_entry (noticed_in, epoch, operation_id, seq, hash, kind, subject, state, noticed_by)
            select id, gen_random_uuid(), id, 3, 'abc', 'migration', 'host-1 \uD83D\uDE80', 'VALIDATED', 'gateway@here' from history_epoch limit 1
            """;

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final FreezeSwitch freezes = new FreezeSwitch(database.jdbc());

    @BeforeEach
    void a_hold_was_lifted_once() {
        database.jdbc().sql(MISSING).update();
        var held = freezes.hold("gateway@here", "an older database");
        assertThat(freezes.lift(held.number(), "olga", "looked at it")).isPresent();
        freezes.freeze("olga", "maintenance");
    }

    @Test
    void each_row_has_its_entry_and_nothing_is_found() {
        assertThat(database.jdbc()
                        .sql("select source || ' ' || count(*) from installation_entry group by source order by source")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("freeze_entry 3", "history_epoch 3", "missing_entry 1");
        assertThat(findings()).isEmpty();
        assertThat(writer().write()).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            update freeze_entry set reason = 'another' where n = 1       | the row of freeze_entry that entry 1 recorded was changed
            update freeze_entry set at = at - interval '1 h' where n = 3 | the row of freeze_entry that entry 3 recorded was changed
            delete from freeze_entry where n = 3                         | the row of freeze_entry that entry 3 recorded is gone
            update history_epoch set own = not own where n = 1           | the row of history_epoch that entry 1 recorded was changed
            delete from history_epoch where n = 3                        | the row of history_epoch that entry 3 recorded is gone
            delete from missing_entry                                    | the row of missing_entry that entry 1 recorded is gone
            update missing_entry set seq = 4                             | the row of missing_entry that entry 1 recorded is gone
            """)
    void a_row_that_was_changed_or_removed_is_found(String change, String finding) {
        database.tamper(change);

        assertThat(findings()).contains("freezes and epochs: " + finding);
    }

    @Test
    void a_row_that_was_slipped_in_is_found() {
        database.tamper("insert into freeze_entry (n, mode, actor, reason) values (4, 'OFF', 'olga', 'nothing')");

        assertThat(findings())
                .hasSize(1)
                .allMatch(finding -> finding.startsWith("freezes and epochs: a row of freeze_entry has no entry: {"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update installation_entry set detail = replace(detail, 'maintenance', 'sabotage')",
                "update installation_entry set at = at + interval '1 us' where seq = 1 and source = 'freeze_entry'",
                "update installation_entry set hash = repeat('0', 64) where seq = 2 and source = 'freeze_entry'",
                "delete from installation_entry where seq = 1 and source = 'history_epoch'"
            })
    void an_entry_that_was_changed_or_removed_is_found(String change) {
        database.tamper(change);

        assertThat(findings()).isNotEmpty();
    }

    @Test
    void the_end_that_a_checkpoint_has_seen_cannot_be_cut_off_together_with_its_row() {
        writer().write();

        database.tamper(
                "delete from freeze_entry where n = 3",
                "delete from installation_entry where source = 'freeze_entry' and seq = 3");

        assertThat(findings())
                .hasSize(1)
                .allMatch(finding -> finding.matches(
                        "freezes and epochs: checkpoint 1 saw entry 3 of chain .*, which is gone or another one now"));
    }

    @Test
    void what_no_checkpoint_covers_in_time_is_found() {
        assertThat(new BothVerifications(
                                database.jdbc(),
                                database.transactions(),
                                () -> Instant.now().plus(Duration.ofHours(1)))
                        .verify(rules())
                        .findings())
                .contains("freezes and epochs: no checkpoint covers 7 entries that are older than PT10M");
    }

    @Test
    void who_writes_at_the_same_time_leaves_no_gap() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var n = 0; n < 40; n++) {
                var unused = threads.submit(() -> database.jdbc()
                        .sql("insert into history_epoch (id, own) values (gen_random_uuid(), false)")
                        .update());
            }
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void nobody_changes_the_chain_without_disabling_its_triggers() {
        for (var change : List.of(
                "update installation_entry set detail = '{}'",
                "delete from installation_entry",
                "truncate installation_entry",
                "truncate installation_checkpoint")) {
            assertThatThrownBy(() -> database.jdbc().sql(change).update())
                    .as(change)
                    .hasMessageContaining("is append-only");
        }
    }

    private static Checkpoints writer() {
        return new Checkpoints(
                Ledger.INSTALLATION,
                database.jdbc(),
                database.transactions(),
                () -> Instant.now().plusMillis(1),
                KEY,
                Duration.ofMinutes(1),
                TrustedKeys.none());
    }

    private static VerificationRules rules() {
        return new VerificationRules(TrustedKeys.none().and(KEY), Duration.ofMinutes(10));
    }

    private static List<String> findings() {
        return new BothVerifications(database.jdbc(), database.transactions())
                .verify(rules())
                .findings();
    }
}
