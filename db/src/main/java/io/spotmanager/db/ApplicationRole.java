package io.spotmanager.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The role that the parts log in with. It owns nothing: it may read and write what the service keeps, but of a history it may only read and
 * append, and it can change neither a table nor a trigger. The owner of the tables is used by the schema migration alone.
 *
 * @param name of the role
 * @param password null if whoever manages the database sets it
 */
public record ApplicationRole(String name, @Nullable String password) {
    private static final String NAME = "SPOT_DATABASE_APPLICATION_USER";
    private static final String PASSWORD = "SPOT_DATABASE_APPLICATION_PASSWORD";

    /** Names that need no quotes in a grant that a person writes later. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** @throws IllegalArgumentException if the name needs quotes or is too long */
    public ApplicationRole {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is %s: it must have at most 63 small letters, digits and underscores and not begin with a digit, such as spot_app."
                            .formatted(NAME, name));
        }
    }

    /** Returns the role that the environment names; empty if it names none, so that the parts log in as the owner. */
    public static Optional<ApplicationRole> from(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault(NAME, ""))
                .filter(name -> !name.isBlank())
                .map(name -> new ApplicationRole(
                        name,
                        Optional.ofNullable(environment.get(PASSWORD))
                                .filter(text -> !text.isBlank())
                                .orElse(null)));
    }

    /**
     * Creates the role if it does not exist, sets its password if one is given, and grants what the parts need in the tables that exist now.
     * To be called by their owner after every migration. Blocks.
     *
     * @throws SQLException if the owner may not do that; nothing was changed
     */
    public void grant(DataSource owner) throws SQLException {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            if (isMissing(connection)) {
                execute(connection, "create role %s login nosuperuser nocreatedb nocreaterole".formatted(name));
            }
            if (password != null) {
                // Hashes it here: the server's log never shows it.
                connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), null);
            }
            execute(connection, GRANTS.formatted(name));
            connection.commit();
        }
    }

    /** Append-only is every table whose trigger says so, and what the migrations say of themselves is for reading. */
    private static final String GRANTS = """
            do $$
            declare
                found record;
            begin
                if exists (select from pg_roles where rolname = '%1$s' and rolsuper) then
                    raise exception 'the role %1$s is a superuser: the parts need one without rights of its own';
                end if;
                if pg_has_role('%1$s', current_user, 'member') then
                    raise exception 'the role %1$s has the rights of %%, which owns the tables: it must be another role', current_user;
                end if;
                execute format('grant connect, temporary on database %%I to %1$s', current_database());
                grant usage on schema public to %1$s;
                revoke create on schema public from %1$s;
                grant usage, select on all sequences in schema public to %1$s;
                for found in
                    select c.oid::regclass as name,
                           c.relname in ('flyway_schema_history', 'schema_support') as read_only,
                           exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                                   where t.tgrelid = c.oid and starts_with(p.proname, 'refuse_')) as append_only
                    from pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                loop
                    execute format('revoke all on %%s from %1$s', found.name);
                    execute format('grant %%s on %%s to %1$s',
                                   case when found.read_only then 'select'
                                        when found.append_only then 'select, insert'
                                        else 'select, insert, update, delete' end,
                                   found.name);
                end loop;
            end $$
            """;

    private boolean isMissing(Connection connection) throws SQLException {
        return Schema.answer(
                connection, "select not exists (select from pg_roles where rolname = '%s')".formatted(name));
    }

    private static void execute(Connection connection, String change) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
