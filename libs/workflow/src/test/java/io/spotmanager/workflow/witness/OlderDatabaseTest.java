package io.spotmanager.workflow.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A database is set back while a part remembers what it had. */
@Timeout(30)
class OlderDatabaseTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final Witness witness = new Witness();
    private final DatabaseWatch watch = new DatabaseWatch(witness, "gateway@here");
    private final FreezeSwitch freezes = new FreezeSwitch(database.jdbc());
    private OperationSubmission intake;

    @BeforeEach
    void a_part_that_has_started() {
        watch.look(database.jdbc());
        intake = new OperationSubmission(database.jdbc(), InstantSource.system(), witness);
    }

    @Test
    void a_database_with_all_that_is_remembered_is_not_held() {
        accepted("gpu-1");
        accepted("gpu-2");

        watch.look(database.jdbc());

        assertThat(witness.all()).hasSize(2);
        assertThat(freezes.current()).isEmpty();
    }

    @Test
    void one_that_lacks_an_operation_is_held_and_the_reason_says_what_was_read() {
        var operation = accepted("gpu-1");
        lose(operation);

        watch.look(database.jdbc());
        watch.look(database.jdbc());

        assertThat(freezes.entries(10)).singleElement().satisfies(hold -> {
            assertThat(hold.mode()).isEqualTo(FreezeMode.HELD);
            assertThat(hold.actor()).isEqualTo("gateway@here");
            assertThat(hold.reason())
                    .contains(
                            "operation %s (move of gpu-1) had 1 history entries and was REQUESTED, here it does not exist."
                                    .formatted(operation));
        });
        assertThat(missing()).containsExactly(operation);
    }

    @Test
    void one_with_fewer_entries_is_held() {
        var operation = accepted("gpu-1");
        var mark = witness.all().getFirst();
        heard(mark, operation, 3, mark.hash(), mark.epoch());

        watch.look(database.jdbc());

        assertThat(freezes.current())
                .get()
                .extracting(Freeze::reason)
                .asString()
                .contains("had 3", "has 1");
    }

    @Test
    void one_with_another_history_of_the_same_length_is_held() {
        var operation = accepted("gpu-1");
        database.tamper("update audit_entry set hash = '%s'".formatted("0".repeat(64)));

        watch.look(database.jdbc());

        assertThat(missing()).containsExactly(operation);
        assertThat(freezes.current())
                .get()
                .extracting(Freeze::reason)
                .asString()
                .contains("has another history");
    }

    @Test
    void what_a_person_has_looked_at_holds_it_no_more_however_late_it_is_told() {
        var operation = accepted("gpu-1");
        var sent = witness.current();
        lose(operation);
        watch.look(database.jdbc());

        lift();
        witness.committed(sent, operation, 2, "hash", "move", "gpu-1", "SUCCEEDED");
        watch.look(database.jdbc());
        watch.look(database.jdbc());

        assertThat(freezes.current()).get().extracting(Freeze::mode).isEqualTo(FreezeMode.OFF);
        assertThat(witness.all()).isEmpty();
    }

    @Test
    void what_is_committed_after_that_holds_it_again() {
        lose(accepted("gpu-1"));
        watch.look(database.jdbc());
        lift();
        watch.look(database.jdbc());

        lose(accepted("gpu-2"));
        watch.look(database.jdbc());

        assertThat(freezes.current()).get().extracting(Freeze::mode).isEqualTo(FreezeMode.HELD);
    }

    @Test
    void one_that_was_set_back_to_before_a_hold_was_lifted_is_held_and_that_can_be_lifted_too() {
        var operation = accepted("gpu-1");
        freezes.hold("olga", "a look");
        lift();
        watch.look(database.jdbc());
        lose(accepted("gpu-2"));
        database.tamper("delete from history_epoch where n > 1", "truncate freeze_entry");

        watch.look(database.jdbc());
        assertThat(freezes.current()).get().extracting(Freeze::mode).isEqualTo(FreezeMode.HELD);

        lift();
        watch.look(database.jdbc());
        assertThat(freezes.current()).get().extracting(Freeze::mode).isEqualTo(FreezeMode.OFF);
        assertThat(database.read(operation).open()).isTrue();
    }

    @Test
    void what_is_remembered_of_another_installation_holds_nothing() {
        accepted("gpu-1");
        database.tamper(
                "truncate audit_entry, operation, history_epoch restart identity",
                "insert into history_epoch (id, own) values (gen_random_uuid(), true)");

        watch.look(database.jdbc());

        assertThat(freezes.current()).isEmpty();
    }

    @Test
    void a_freeze_becomes_a_hold_and_a_hold_stays_as_it_is() {
        lose(accepted("gpu-1"));
        freezes.freeze("olga", "maintenance");
        watch.look(database.jdbc());
        assertThat(freezes.current()).get().extracting(Freeze::number).isEqualTo(2L);

        new DatabaseWatch(witness, "worker@there").look(database.jdbc());

        assertThat(freezes.current()).get().extracting(Freeze::actor).isEqualTo("gateway@here");
    }

    @Test
    void a_hold_that_a_person_lifts_between_the_look_and_the_hold_is_not_set_again() {
        lose(accepted("gpu-1"));
        var age = new DatabaseAge(database.jdbc());
        watch.look(database.jdbc());
        var before = age.about(witness.all());
        lift();

        assertThat(age.hold(before, "worker@there", "late")).isFalse();
        assertThat(freezes.current()).get().extracting(Freeze::mode).isEqualTo(FreezeMode.OFF);
    }

    @Test
    void a_new_connection_is_looked_at_before_it_is_used() throws SQLException {
        lose(accepted("gpu-1"));
        var connections = new WitnessedConnections();
        connections.lookWith(watch);
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            connections.postProcessAfterInitialization(pool, "pool");

            try (var connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select mode from freeze_entry")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("HELD");
            }
        }
    }

    @Test
    void a_file_tells_the_next_process_and_one_that_cannot_be_read_tells_nothing(@TempDir Path folder)
            throws Exception {
        var operation = accepted("gpu-1");
        var files = new MarkFolder(folder.resolve("witness"));
        files.write("gateway", new Marks("gateway@here", witness.all()));
        Files.writeString(folder.resolve("witness/broken.marks.json"), "{\"marks\": [{\"seq\": 1}]}");
        lose(operation);

        var restarted = new Witness();
        var look = new DatabaseWatch(restarted, "gateway@here");
        look.look(database.jdbc());
        assertThat(files.read()).hasSize(1);
        files.read().forEach(restarted::hear);
        look.look(database.jdbc());

        assertThat(missing()).containsExactly(operation);
    }

    private UUID accepted(String subject) {
        return ((SubmissionResult.Accepted) intake.accept(KernelDatabase.command(subject))).operationId();
    }

    private static void lose(UUID operation) {
        database.tamper(
                "delete from audit_entry where operation_id = '%s'".formatted(operation),
                "delete from operation where id = '%s'".formatted(operation));
    }

    private void heard(Mark like, UUID operation, int seq, String hash, UUID epoch) {
        witness.hear(new Marks(
                "worker@there",
                List.of(new Mark(like.installation(), epoch, operation, seq, hash, "move", "gpu-1", "SUCCEEDED"))));
    }

    private void lift() {
        var hold = freezes.current().orElseThrow();
        assertThat(freezes.lift(hold.number(), "olga", "I looked")).isPresent();
    }

    private static List<UUID> missing() {
        return database.jdbc()
                .sql("select distinct operation_id from missing_entry")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }
}
