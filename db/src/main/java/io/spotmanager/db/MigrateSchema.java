package io.spotmanager.db;

import io.spotmanager.domain.settings.ConfigTree;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.settings.SecretFiles;
import io.spotmanager.domain.settings.UnknownSettings;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Applies the schema and ends. Reads {@code SPRING_DATASOURCE_URL}, {@code SPRING_DATASOURCE_USERNAME} and
 * {@code SPRING_DATASOURCE_PASSWORD}, the variables that every other part reads too, each secret also from a file ({@link SecretFiles}, {@link ConfigTree}). The roles that the other
 * parts log in with, such as the one in {@code SPOT_DATABASE_GATEWAY_USER}, get their rights here: see {@link ApplicationRole}.
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
            UnknownSettings.among(System.getenv().keySet(), List.of())
                    .forEach(sentence -> log.log(Level.WARNING, sentence));
            var environment = SecretFiles.in(ConfigTree.in(System.getenv()));
            var roles = ApplicationRole.from(environment);
            var database = databaseFrom(environment);
            var applied = new Schema(database).migrate();
            log.log(Level.INFO, "schema is current, {0} migrations applied", applied);
            for (var role : roles) {
                role.grant(database);
                log.log(
                        Level.INFO,
                        "the role {0} may do what these parts do, and no more: {1}",
                        role.name(),
                        role.whose());
            }
        } catch (InvalidConfigurationException e) {
            log.log(Level.ERROR, "the schema was not brought up to date. {0}", e.getMessage());
            System.exit(1);
        } catch (RuntimeException | SQLException e) {
            DatabaseProblem.in(e)
                    .ifPresentOrElse(
                            problem -> log.log(
                                    Level.ERROR,
                                    "the schema was not brought up to date. {0} {1}",
                                    problem.sentence(),
                                    problem.wayOut()),
                            () -> log.log(Level.ERROR, "the schema was not brought up to date", e));
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
