package io.spotmanager.db;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Applies the schema and ends. Reads {@code SPRING_DATASOURCE_URL}, {@code SPRING_DATASOURCE_USERNAME} and
 * {@code SPRING_DATASOURCE_PASSWORD}, the variables that every other part reads too.
 */
public final class MigrateSchema {
    private static final System.Logger log = System.getLogger(MigrateSchema.class.getName());

    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private MigrateSchema() {}

    static void main() {
        // It would print the whole address with every default in it.
        FLYWAY.setLevel(java.util.logging.Level.WARNING);
        StructuredLog.asWantedBy(System.getenv(), "db");
        try {
            var applied = new Schema(databaseFrom(System.getenv())).migrate();
            log.log(Level.INFO, "schema is current, {0} migrations applied", applied);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "the schema was not brought up to date", e);
            System.exit(1);
        }
    }

    private static PGSimpleDataSource databaseFrom(Map<String, String> environment) {
        var url = environment.get("SPRING_DATASOURCE_URL");
        if (url == null) {
            throw new IllegalStateException(
                    "SPRING_DATASOURCE_URL is not set, so there is no database to migrate. Set it to jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(environment.get("SPRING_DATASOURCE_USERNAME"));
        database.setPassword(environment.get("SPRING_DATASOURCE_PASSWORD"));
        return database;
    }
}
