package io.spotmanager.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The schema this build was made for. */
public final class Schema {
    private final Flyway flyway;
    private final DataSource database;

    public Schema(DataSource database) {
        this.database = database;
        flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
    }

    /**
     * Brings the database to this build's version; does nothing when it is there already. Safe to run from several
     * processes at once.
     *
     * @return the number of migrations that were applied
     */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }

    /**
     * Refuses a database on which the parts of this build cannot run. They can run on the schema of this build, and on a newer one that says
     * so, which is how the next release is rolled out and taken back while parts of this one run. Blocks while it reads.
     *
     * @return the newer version of the schema; empty if it is the one of this build
     * @throws WrongSchemaException naming both versions and the way out
     */
    public Optional<String> requireUsable() {
        var info = flyway.info();
        var needed = newest(info.all(), migration -> migration.getState() != MigrationState.FUTURE_SUCCESS);
        var found = info.current() == null ? null : info.current().getVersion();
        if (info.pending().length > 0) {
            throw new WrongSchemaException(
                    "The database schema is at %s, this build needs version %s. Run the schema migration of this release first (db-app.jar, or the `schema` service of docker-compose.yml), then start this part again."
                            .formatted(found == null ? "none" : "version " + found, needed));
        }
        var newer = newest(info.all(), migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
        if (newer == null) {
            return Optional.empty();
        }
        var oldest = oldestSupported();
        if (needed == null || oldest.compareTo(needed) > 0) {
            throw new WrongSchemaException(
                    "The database schema is at version %s. Parts made for version %s or newer may run on it, and this build is made for version %s. Start a newer release."
                            .formatted(newer, oldest, needed));
        }
        return Optional.of(newer.toString());
    }

    private MigrationVersion oldestSupported() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select oldest from schema_support")) {
            row.next();
            return MigrationVersion.fromVersion(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database could not be asked which parts may run on its schema (table schema_support).", e);
        }
    }

    /** Returns the versions of all migrations of this build, such as 15.1. Blocks while it reads the database. */
    public Set<String> versions() {
        return Stream.of(flyway.info().all())
                .filter(migration ->
                        !migration.getState().isFailed() && migration.getState() != MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .map(MigrationVersion::toString)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns true if nothing lies in the database: it has no tables at all, or ours without a command, a pool or a cloud in
     * them, as an installation leaves it that ended right after it had begun.
     */
    public boolean isUnused() {
        try (var connection = database.getConnection()) {
            return answer(connection, """
                            select not exists (
                                select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where c.relkind in ('r', 'p', 'v', 'm', 'f')
                                  and n.nspname <> 'information_schema' and n.nspname !~ '^pg_')
                            """)
                    || answer(connection, "select to_regclass('cloud_binding') is not null") && answer(connection, """
                            select not exists (select from operation) and not exists (select from pool)
                               and not exists (select from cloud_binding)
                            """);
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked whether it is in use.", e);
        }
    }

    static boolean answer(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static @Nullable MigrationVersion newest(MigrationInfo[] migrations, Predicate<MigrationInfo> which) {
        return Stream.of(migrations)
                .filter(which)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
