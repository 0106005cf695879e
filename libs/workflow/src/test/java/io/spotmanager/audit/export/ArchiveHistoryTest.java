package io.spotmanager.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.Ledger;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.db.ApplicationRole;
import io.spotmanager.db.Part;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import io.spotmanager.workflow.operation.RefusedCommands;
import io.spotmanager.workflow.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Old operations leave the database, and the history proves afterwards what left and that nothing else did. */
class ArchiveHistoryTest {
    private static final String KEY = Keys.privateKey();

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    /** Of each host two operations that have ended, the later of which stays, and one that is open. */
    @BeforeEach
    void a_history_of_years() throws Exception {
        for (var host : List.of("gpu-1", "gpu-2", "gpu-3")) {
            ended(host);
            ended(host);
        }
        database.accepted("open");
        new ApplicationRole("its_archive_" + ProcessHandle.current().pid(), "secret", Set.of(Part.HISTORY_ARCHIVE))
                .grant(database.source());
        cover();
        assertThat(verified().findings()).isEmpty();
    }

    private UUID ended(String host) {
        return new RefusedCommands(database.jdbc(), InstantSource.system(), new Witness())
                .record(KernelDatabase.command(host), "rule", "because")
                .operation();
    }

    private void cover() {
        for (var ledger : List.of(Ledger.HISTORY, Ledger.INSTALLATION)) {
            new Checkpoints(
                            ledger,
                            database.jdbc(),
                            database.transactions(),
                            new DatabaseClock(database.jdbc()),
                            CheckpointKey.parse(KEY),
                            Duration.ofMillis(1),
                            TrustedKeys.none())
                    .write();
        }
    }

    private Report verified() {
        return database.verification().verify(rules());
    }

    private static VerificationRules rules() {
        return VerificationRules.trusting(TrustedKeys.none().and(CheckpointKey.parse(KEY)));
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("SPRING_DATASOURCE_URL", database.url());
        settings.put(
                "SPRING_DATASOURCE_USERNAME",
                "its_archive_" + ProcessHandle.current().pid());
        settings.put("SPRING_DATASOURCE_PASSWORD", "secret");
        settings.put("SPOT_AUDIT_KEY", KEY);
        settings.put("SPOT_HISTORY_ARCHIVE_DIR", folder.toString());
        settings.put("SPOT_HISTORY_KEEP_MONTHS", "36");
        return settings;
    }

    private long archive() throws IOException {
        var source = new SingleConnectionDataSource(
                database.url(), "its_archive_" + ProcessHandle.current().pid(), "secret", true);
        try {
            var jdbc = JdbcClient.create(source);
            var manager = new JdbcTransactionManager(source);
            var snapshot = new TransactionTemplate(manager);
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            // Everything that has ended by now is old.
            return new HistoryArchiver(
                            jdbc,
                            new TransactionTemplate(manager),
                            snapshot,
                            rules(),
                            CheckpointKey.parse(KEY),
                            folder,
                            told::add)
                    .archive(new DatabaseClock(jdbc).instant(), "anna");
        } finally {
            source.destroy();
        }
    }

    private int count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }

    @Test
    void what_leaves_is_in_a_file_that_proves_itself_and_the_rest_stays_whole() throws IOException {
        assertThat(archive()).isEqualTo(3);
        cover();

        assertThat(count("operation")).isEqualTo(4);
        assertThat(database.jdbc()
                        .sql(
                                "select count(*) from audit_entry e where not exists (select from operation o where o.id = e.operation_id)")
                        .query(Integer.class)
                        .single())
                .isZero();
        var report = verified();
        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().notes())
                .anyMatch(note -> note.startsWith("Archive 1: 3 operations of ")
                        && note.contains(" by anna; they are in history-"));
        var file = VerifyHistory.inFile(file(), rules(), InstantSource.system());
        assertThat(file.findings()).isEmpty();
        assertThat(file.operations()).isEqualTo(3);
        assertThat(told).last().asString().contains("3 operations");

        assertThat(archive()).as("nothing more may leave").isZero();
        assertThat(exported().findings()).as("an export afterwards").isEmpty();
    }

    private Report exported() throws IOException {
        var export = new StringBuilder();
        database.export().writeTo(export);
        var path = folder.resolve("export.jsonl");
        Files.writeString(path, export);
        return VerifyHistory.inFile(path, rules(), InstantSource.system());
    }

    @Test
    void what_somebody_deletes_beside_it_is_a_finding_and_so_is_an_archive_that_was_changed_or_forged()
            throws IOException {
        archive();
        cover();
        var stayed = database.jdbc()
                .sql("select id from operation where not open order by id limit 1")
                .query(UUID.class)
                .single();
        database.tamper(
                "delete from audit_entry where operation_id = '%s'".formatted(stayed),
                "delete from operation where id = '%s'".formatted(stayed));
        assertThat(verified().findings())
                .as("a gap without an archive")
                .anyMatch(finding -> finding.contains("which is gone"));

        database.tamper("insert into archived_operation select '%s'::uuid, 1, 9, repeat('a', 64)".formatted(stayed));
        assertThat(verified().findings())
                .anyMatch(finding ->
                        finding.contains("archive 1 sealed 3 operations, and 4 others are named as its own"));

        database.tamper("update history_archive set operations = 4, sealed_by = 'nobody'");
        assertThat(verified().findings())
                .anyMatch(finding -> finding.equals("archive 1 does not match its hash or its signature"))
                .anyMatch(finding -> finding.contains("history_archive") && finding.contains("was changed"));

        database.tamper("truncate archived_operation, history_archive");
        assertThat(verified().findings())
                .anyMatch(finding -> finding.contains("which is gone"))
                .anyMatch(finding -> finding.contains("history_archive") && finding.contains("is gone"));
    }

    @Test
    void an_archive_of_another_key_is_a_finding() throws IOException {
        archive();
        cover();

        var others = VerificationRules.trusting(TrustedKeys.none().and(CheckpointKey.parse(Keys.privateKey())));

        assertThat(database.verification().verify(others).findings())
                .anyMatch(finding -> finding.startsWith("archive 1 was sealed with a key that is not trusted"));
    }

    @Test
    void a_deletion_that_a_crash_ended_goes_on_and_only_with_the_file_that_was_sealed() throws IOException {
        archive();
        cover();
        var file = file();
        // As a crash between the seal and the deletion leaves it: the operation is back, whole.
        var line = Files.readAllLines(file);
        assertThat(line).hasSizeGreaterThan(4);
        var again = ended("gpu-9");
        ended("gpu-9");
        cover();
        database.tamper("""
                insert into archived_operation select id, 1, audit_seq, audit_head from operation where id = '%s'""".formatted(again));
        var content = Files.readString(file);

        Files.writeString(file, content + " ");
        assertThatThrownBy(this::archive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not the file that was sealed");
        assertThat(count("operation where subject = 'gpu-9'")).isEqualTo(2);

        Files.writeString(file, content);
        assertThat(archive()).isEqualTo(1);
        assertThat(told).anyMatch(sentence -> sentence.contains("its deletion goes on"));
    }

    @Test
    void a_history_that_is_not_intact_does_not_leave() {
        var id = database.jdbc()
                .sql("select id from operation where not open order by created_at limit 1")
                .query(UUID.class)
                .single();
        database.tamper("update audit_entry set actor = 'mallory' where operation_id = '%s' and seq = 1".formatted(id));

        assertThatThrownBy(this::archive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not intact, so it stays");
        assertThat(count("operation")).isEqualTo(7);
        assertThat(count("history_archive")).isZero();
    }

    @Test
    void what_no_checkpoint_covers_or_something_refers_to_stays() throws IOException {
        var ids = database.jdbc()
                .sql("select id from operation where not open order by created_at")
                .query(UUID.class)
                .list();
        database.tamper(
                "insert into idempotency_key (requested_by, key, request_hash, operation_id) values ('ann', 'k', 'h', '%s')"
                        .formatted(ids.getFirst()));
        ended("late");
        ended("late");

        assertThat(archive()).isEqualTo(2);

        assertThat(database.jdbc()
                        .sql("select id from operation where id = ?")
                        .param(ids.getFirst())
                        .query(UUID.class)
                        .optional())
                .isPresent();
        assertThat(count("operation where subject = 'late'")).isEqualTo(2);
        assertThat(told)
                .anyMatch(sentence -> sentence.contains("stay, because no verified checkpoint covers their end"));
    }

    @Test
    void even_the_role_of_the_archive_deletes_nothing_that_no_archive_has() {
        var role = new PGSimpleDataSource();
        role.setUrl(database.url());
        role.setUser("its_archive_" + ProcessHandle.current().pid());
        role.setPassword("secret");
        var jdbc = JdbcClient.create(role);
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from operation").update()).hasMessageContaining("is in no archive");
        assertThatThrownBy(() -> jdbc.sql("update operation set state = 'X'").update())
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("update history_archive set n = 2").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void without_a_setting_everything_is_kept_and_a_wrong_one_is_named() throws IOException {
        ArchiveHistory.run(List.of(), name -> null, told::add);
        assertThat(told).containsExactly("SPOT_HISTORY_KEEP_MONTHS is not set, so everything is kept.");

        var settings = settings();
        ArchiveHistory.run(List.of("--by", "anna"), settings::get, told::add);
        assertThat(told).last().asString().startsWith("0 operations that ended before ");

        settings.put("SPOT_HISTORY_KEEP_MONTHS", "2");
        assertThatThrownBy(() -> ArchiveHistory.run(List.of(), settings::get, told::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a number of months, at least 3");
        settings.put("SPOT_HISTORY_KEEP_MONTHS", "36");
        settings.remove("SPOT_AUDIT_KEY");
        assertThatThrownBy(() -> ArchiveHistory.run(List.of(), settings::get, told::add))
                .hasMessageContaining("SPOT_AUDIT_KEY is not set: the key that signs what leaves");
    }
}
