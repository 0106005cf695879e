package io.spotmanager.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
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
     * Refuses a database of any other version, so that no part writes into tables it does not know.
     *
     * @throws WrongSchemaException naming both versions and the way out
     */
    public void requireCurrent() {
        var info = flyway.info();
        var needed = newest(info.all());
        var found =
                info.current() == null ? "none" : "version " + info.current().getVersion();
        if (info.pending().length > 0) {
            throw new WrongSchemaException(
                    "The database schema is at %s, this build needs version %s. Run the schema migration of this release first (db-app.jar, or the `schema` service of docker-compose.yml), then start this part again."
                            .formatted(found, needed));
        }
        for (var migration : info.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new WrongSchemaException(
                        "The database schema is at %s, which is newer than version %s of this build. Start a release that knows it."
                                .formatted(found, needed));
            }
        }
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

    private static @Nullable String newest(MigrationInfo[] migrations) {
        String newest = null;
        for (var migration : migrations) {
            if (migration.getScript().endsWith(".sql") && migration.getState() != MigrationState.FUTURE_SUCCESS) {
                newest = String.valueOf(migration.getVersion());
            }
        }
        return newest;
    }
}
