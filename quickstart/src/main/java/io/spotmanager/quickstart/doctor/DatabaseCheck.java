package io.spotmanager.quickstart.doctor;

import io.spotmanager.db.CloudBinding;
import io.spotmanager.db.DatabaseProblem;
import io.spotmanager.db.LoginRole;
import io.spotmanager.db.Schema;
import io.spotmanager.db.WrongSchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;

/** The database in {@code SPRING_DATASOURCE_*}: reachable, of a version that is supported, with our schema, and of one time with this machine. */
final class DatabaseCheck {
    private static final String SUBJECT = "database";
    private static final Duration TOLERATED = Duration.ofSeconds(5);
    private static final int OLDEST = 15;
    private static final int NEWEST = 18;
    private static final int PATIENCE_SECONDS = 5;

    private DatabaseCheck() {}

    static List<Diagnosis> look(Map<String, String> environment) {
        var url = environment.get("SPRING_DATASOURCE_URL");
        if (url == null) {
            return List.of(Diagnosis.note(
                    SUBJECT,
                    "SPRING_DATASOURCE_URL is not set: ./spot run uses a database of its own, and the parts by themselves look for one on this machine.",
                    "Set it to jdbc:postgresql://HOST:PORT/DATABASE for an installation of several parts."));
        }
        var database = new PGSimpleDataSource();
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            return List.of(Diagnosis.bad(
                    SUBJECT, "SPRING_DATASOURCE_URL is no address of PostgreSQL: " + e.getMessage(), "Correct it."));
        }
        database.setUser(environment.get("SPRING_DATASOURCE_USERNAME"));
        database.setPassword(environment.get("SPRING_DATASOURCE_PASSWORD"));
        database.setConnectTimeout(PATIENCE_SECONDS);
        database.setSocketTimeout(PATIENCE_SECONDS * 3);
        var found = new ArrayList<Diagnosis>();
        try (var connection = database.getConnection()) {
            found.add(server(connection));
            found.add(clock(connection));
            found.add(encryption(connection));
            schema(database, found);
        } catch (SQLException | DataAccessException e) {
            found.add(DatabaseProblem.in(e)
                    .map(problem -> Diagnosis.bad(SUBJECT, problem.sentence(), problem.wayOut()))
                    .orElseGet(() -> Diagnosis.bad(SUBJECT, "It cannot be used: " + e.getMessage(), "")));
        }
        return found;
    }

    private static Diagnosis server(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        var version = server.getDatabaseMajorVersion();
        var sentence = "PostgreSQL %s answers %s.".formatted(server.getDatabaseProductVersion(), server.getUserName());
        return version >= OLDEST && version <= NEWEST
                ? Diagnosis.ok(SUBJECT, sentence)
                : Diagnosis.bad(
                        SUBJECT, sentence, "Spot Manager is made for PostgreSQL %d to %d.".formatted(OLDEST, NEWEST));
    }

    private static Diagnosis clock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            var ahead = Duration.between(row.getObject(1, OffsetDateTime.class).toInstant(), Instant.now());
            return ahead.abs().compareTo(TOLERATED) <= 0
                    ? Diagnosis.ok("clock", "This machine's clock and the database's agree.")
                    : Diagnosis.bad(
                            "clock",
                            "The clock of this machine is %d s %s the database's."
                                    .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                            "Synchronise both (NTP): times in logs, tokens and certificates depend on it.");
        }
    }

    private static Diagnosis encryption(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1)
                    ? Diagnosis.ok(SUBJECT, "The connection is encrypted.")
                    : Diagnosis.note(
                            SUBJECT,
                            "The connection is not encrypted.",
                            "Outside of a closed network add sslmode=verify-full to SPRING_DATASOURCE_URL.");
        }
    }

    private static void schema(PGSimpleDataSource database, List<Diagnosis> found) {
        try {
            var newer = new Schema(database).requireUsable();
            found.add(Diagnosis.ok(
                    "schema",
                    newer.map(version ->
                                    "It is at version %s, newer than this release, and supports it.".formatted(version))
                            .orElse("It is that of this release.")));
        } catch (WrongSchemaException e) {
            found.add(Diagnosis.bad("schema", String.valueOf(e.getMessage()), ""));
            return;
        }
        LoginRole.excess(database)
                .ifPresentOrElse(
                        excess -> found.add(Diagnosis.note("rights", excess, "")),
                        () -> found.add(Diagnosis.ok("rights", "The role owns no tables.")));
        new CloudBinding(database)
                .current()
                .ifPresent(cloud ->
                        found.add(Diagnosis.ok("binding", "The database belongs to the cloud %s.".formatted(cloud))));
    }
}
