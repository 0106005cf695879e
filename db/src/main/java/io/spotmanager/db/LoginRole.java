package io.spotmanager.db;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The role that a part has logged in with. */
public final class LoginRole {
    private LoginRole() {}

    /**
     * Returns a sentence for the log if that role could change the tables themselves, as an owner or a superuser can; the part works all the
     * same. Blocks while it reads.
     */
    public static Optional<String> excess(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_user from pg_class
                        where oid = to_regclass('operation') and pg_has_role(current_user, relowner, 'usage')
                        """)) {
            return row.next() ? Optional.of(sentence(row.getString(1))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked whose the tables are.", e);
        }
    }

    private static String sentence(String role) {
        return "This part logs in to the database as %s, who has the rights of the tables' owner: it could change the history and what guards it. Give each part a role of its own, as docs/operations.md says (The roles of the parts)."
                .formatted(role);
    }
}
