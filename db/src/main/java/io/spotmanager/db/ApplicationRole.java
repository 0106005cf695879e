package io.spotmanager.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A role that parts log in with. It owns nothing, and may do with each table what {@code rights.sql} says of these parts: of a history only
 * read and append, of what belongs to other parts nothing. The owner of the tables is used by the schema migration alone.
 *
 * @param name of the role
 * @param password null if whoever manages the database sets it
 * @param parts that log in with it
 */
public record ApplicationRole(String name, @Nullable String password, Set<Part> parts) {
    private static final String FOR_ALL_PARTS = "SPOT_DATABASE_APPLICATION_";
    private static final String USER = "USER";
    private static final String PASSWORD = "PASSWORD";

    /** Names that need no quotes in a grant that a person writes later. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public ApplicationRole {
        parts = Set.copyOf(parts);
    }

    /**
     * Returns the roles that the environment names: one for each part, one for all of them, or both while parts change from the one to the
     * other. Empty if it names none, so that the parts log in as the owner.
     *
     * @throws IllegalArgumentException naming the setting, if a name needs quotes or is too long, a password has no role, or one role
     *     has two passwords
     */
    public static List<ApplicationRole> from(Map<String, String> environment) {
        Map<String, ApplicationRole> roles = new LinkedHashMap<>();
        Stream.concat(
                        named(environment, FOR_ALL_PARTS + USER, FOR_ALL_PARTS + PASSWORD, Part.serving()).stream(),
                        Arrays.stream(Part.values())
                                .flatMap(part ->
                                        named(environment, part.setting(USER), part.setting(PASSWORD), Set.of(part))
                                                .stream()))
                .forEach(role -> roles.merge(role.name(), role, ApplicationRole::and));
        return List.copyOf(roles.values());
    }

    private static Optional<ApplicationRole> named(
            Map<String, String> environment, String user, String secret, Set<Part> parts) {
        var name = environment.getOrDefault(user, "").strip();
        var password = environment.getOrDefault(secret, "");
        if (name.isEmpty()) {
            if (!password.isBlank()) {
                throw new IllegalArgumentException(
                        "%s is set and %s is not: name the role, or remove the password.".formatted(secret, user));
            }
            return Optional.empty();
        }
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is %s: it must have at most 63 small letters, digits and underscores and not begin with a digit, such as spot_app."
                            .formatted(user, name));
        }
        return Optional.of(new ApplicationRole(name, password.isBlank() ? null : password, parts));
    }

    private ApplicationRole and(ApplicationRole same) {
        if (password != null && same.password != null && !password.equals(same.password)) {
            throw new IllegalArgumentException(
                    "The role %s is named for several parts with different passwords: give each part its own role, or the same password."
                            .formatted(name));
        }
        var all = EnumSet.copyOf(parts);
        all.addAll(same.parts);
        return new ApplicationRole(name, password == null ? same.password : password, all);
    }

    /** Returns whose rights it has, for a log. */
    String whose() {
        return parts.stream()
                .sorted()
                .map(part -> part.grantee().replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    /**
     * Creates the role if it does not exist, sets its password if one is given, and gives it exactly the rights of its parts. On a schema that
     * is newer than this build the rights stay as they are, because the newer release knows them better.
     * To be called by the owner of the tables after every migration. Blocks.
     *
     * @throws SQLException if the owner may not do that; nothing was changed
     */
    public void grant(DataSource owner) throws SQLException {
        var newer = new Schema(owner).requireUsable().isPresent();
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select pg_advisory_xact_lock(%d)".formatted(FOR_ALL_PARTS.hashCode()));
            if (Schema.answer(
                    connection, "select not exists (select from pg_roles where rolname = '%s')".formatted(name))) {
                execute(connection, "create role %s login nosuperuser nocreatedb nocreaterole".formatted(name));
            }
            if (password != null) {
                // Hashes it here: the server's log never shows it.
                connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), null);
            }
            execute(
                    connection,
                    ADMISSION.formatted(name, parts.contains(Part.GATEWAY) ? "connect, temporary" : "connect"));
            if (!newer) {
                execute(connection, String.join(";\n", statements()));
            }
            connection.commit();
        }
    }

    /** A gateway verifies the history with the help of a temporary table. */
    private static final String ADMISSION = """
            do $$
            begin
                if exists (select from pg_roles where rolname = '%1$s' and rolsuper) then
                    raise exception 'the role %1$s is a superuser: the parts need one without rights of its own';
                end if;
                if pg_has_role('%1$s', current_user, 'member') then
                    raise exception 'the role %1$s has the rights of %%, which owns the tables: it must be another role', current_user;
                end if;
                execute format('grant %2$s on database %%I to %1$s', current_database());
            end $$
            """;

    /** Takes all rights away first, also those on single columns, so that what an earlier release gave is gone. */
    private List<String> statements() {
        var grants = TableGrant.all();
        return Stream.of(
                        Stream.of(
                                // Databases that were made before PostgreSQL 15 let everybody make tables.
                                "revoke create on schema public from public, " + name,
                                "grant usage on schema public to " + name,
                                "revoke all on all sequences in schema public from " + name),
                        grants.stream()
                                .flatMap(grant -> grant.tables().stream())
                                .distinct()
                                .map(table -> "revoke all on %s from %s".formatted(table, name)),
                        grants.stream()
                                .filter(grant -> grant.parts().stream().anyMatch(parts::contains))
                                .map(grant -> grant.to(name)))
                .flatMap(statements -> statements)
                .toList();
    }

    private static void execute(Connection connection, String change) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    @Override
    public String toString() {
        return "the role %s of %s".formatted(name, whose());
    }
}
