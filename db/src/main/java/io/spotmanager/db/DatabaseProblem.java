package io.spotmanager.db;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a part cannot begin with its database, for the person who starts it.
 *
 * @param sentence what the database, or the attempt to reach it, said
 * @param wayOut what to look at
 */
public record DatabaseProblem(String sentence, String wayOut) {
    /** The driver tells such a setting with the SQL state of a connection that failed (pgjdbc, {@code SslMode.of} and its like). */
    private static final Pattern WRONG_SETTING =
            Pattern.compile("^Invalid (sslmode|gssEncMode|channelBinding|targetServerType) value\\b");

    /** Returns the problem that a failure tells of, at whatever depth; empty if none of its causes came from the database. */
    public static Optional<DatabaseProblem> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(of(sql));
            }
        }
        return Optional.empty();
    }

    private static DatabaseProblem of(SQLException failure) {
        var said = String.valueOf(failure.getMessage()).strip();
        var setting = WRONG_SETTING.matcher(said);
        if (setting.find()) {
            return new DatabaseProblem(
                    "SPRING_DATASOURCE_URL has a value of %s that the driver does not know: %s"
                            .formatted(setting.group(1), said),
                    "Correct %s in SPRING_DATASOURCE_URL. No connection was attempted.".formatted(setting.group(1)));
        }
        return switch (failure.getSQLState()) {
            case "28000", "28P01", "08004" ->
                new DatabaseProblem(
                        "The database refuses the log-in: " + said,
                        "Check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and what pg_hba.conf of the server allows.");
            case "3D000" ->
                new DatabaseProblem(
                        "The database server has no such database: " + said,
                        "Check the name at the end of SPRING_DATASOURCE_URL, or create the database.");
            case "42501" ->
                new DatabaseProblem(
                        "The role of this part may not do that in the database: " + said,
                        "Run the schema migration with SPOT_DATABASE_APPLICATION_USER set to the role of SPRING_DATASOURCE_USERNAME: it grants what the parts need.");
            case "53300" ->
                new DatabaseProblem(
                        "The database server takes no more connections: " + said,
                        "Raise its max_connections, or start fewer parts.");
            case "57P03" ->
                new DatabaseProblem(
                        "The database server is starting or shutting down: " + said,
                        "Start this part again when the server is ready.");
            case String state
            when state.startsWith("08") ->
                new DatabaseProblem(
                        "The database cannot be reached: " + said,
                        "Check host and port in SPRING_DATASOURCE_URL, that the server runs, and that nothing on the way blocks the port.");
            default ->
                new DatabaseProblem(
                        "The database failed at the start of this part (SQL state %s): %s"
                                .formatted(failure.getSQLState(), said),
                        "See the log of the database server.");
        };
    }
}
