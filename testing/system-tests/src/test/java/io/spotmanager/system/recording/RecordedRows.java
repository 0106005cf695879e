package io.spotmanager.system.recording;

import io.spotmanager.audit.Json;
import io.spotmanager.db.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads all rows that operations left, and puts them back into a database with the schema of that time. */
final class RecordedRows {
    /**
     * What is no part of a recording: what migrations write themselves, the address of the clouds, which differs from run to run, and who may
     * log in.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "flyway_schema_history",
            "schema_support",
            "cloud_binding",
            "configured_user",
            "login_place",
            "person",
            "api_token",
            "web_session",
            "web_session_attributes",
            "security_entry",
            "security_checkpoint",
            "known_setting",
            "request_limit");

    private RecordedRows() {}

    /** Returns the version of the schema. */
    static String schema(JdbcClient jdbc) {
        return jdbc.sql(
                        "select version from flyway_schema_history where version is not null order by installed_rank desc limit 1")
                .query(String.class)
                .single();
    }

    /** Returns the rows of all tables, of operations and what belongs to them only those of the given. */
    static List<Recording.Row> read(JdbcClient jdbc, Set<UUID> operations) {
        var rows = new ArrayList<Recording.Row>();
        for (var table : tables(jdbc)) {
            var id = table.equals("operation") ? "id" : "operation_id";
            for (var text : jdbc.sql("select (to_jsonb(t) %s)::text from %s t order by to_jsonb(t)::text"
                            .formatted(
                                    String.join(
                                            "",
                                            texts(jdbc, table).stream()
                                                    .map("|| jsonb_build_object('%1$s', t.%1$s::text)"::formatted)
                                                    .toList()),
                                    table))
                    .query(String.class)
                    .list()) {
                var row = Json.MAPPER.readTree(text);
                if (!row.hasNonNull(id)
                        || operations.contains(UUID.fromString(row.path(id).asString()))) {
                    rows.add(new Recording.Row(table, row));
                }
            }
        }
        return rows;
    }

    /** Returns the columns of type json: the text that they keep is what a hash covers. */
    private static List<String> texts(JdbcClient jdbc, String table) {
        return columns(jdbc, table, "data_type = 'json'");
    }

    private static List<String> columns(JdbcClient jdbc, String table, String which) {
        return jdbc.sql(
                        "select column_name from information_schema.columns where table_schema = 'public' and table_name = ? and "
                                + which)
                .param(table)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc
                .sql(
                        "select tablename from pg_tables where schemaname = 'public' order by tablename <> 'operation', tablename")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(table -> !LEFT_OUT.contains(table))
                .toList();
    }

    /** Makes the schema of the recording, inserts its rows, and migrates them to the schema of this release. */
    static void load(Recording recording, DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(recording.about().schema())
                .load()
                .migrate();
        try {
            // One connection, on which the triggers that keep histories append-only rest.
            var connection = new SingleConnectionDataSource(database.getConnection(), true);
            var jdbc = JdbcClient.create(connection);
            jdbc.sql("set session_replication_role = replica").update();
            var tables = new LinkedHashSet<>(
                    recording.rows().stream().map(Recording.Row::table).toList());
            tables.forEach(table -> jdbc.sql("delete from " + table).update());
            recording.rows().forEach(row -> insert(jdbc, row));
            tables.forEach(table -> restoreTexts(jdbc, table));
            tables.forEach(table -> continueNumbers(jdbc, table));
            connection.destroy();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        new Schema(database).migrate();
    }

    private static void insert(JdbcClient jdbc, Recording.Row row) {
        jdbc.sql("insert into %1$s overriding system value select * from jsonb_populate_record(null::%1$s, ?::jsonb)"
                        .formatted(row.table()))
                .param(row.row().toString())
                .update();
    }

    private static void restoreTexts(JdbcClient jdbc, String table) {
        texts(jdbc, table)
                .forEach(column -> jdbc.sql("update %1$s set %2$s = (%2$s #>> '{}')::json".formatted(table, column))
                        .update());
    }

    private static void continueNumbers(JdbcClient jdbc, String table) {
        columns(jdbc, table, "is_identity = 'YES'")
                .forEach(column -> jdbc.sql(
                                "select setval(pg_get_serial_sequence('%1$s', '%2$s'), (select max(%2$s) from %1$s))"
                                        .formatted(table, column))
                        .query(Long.class)
                        .single());
    }
}
