package io.spotmanager.gateway.security.people;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.rights.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All people with a log-in, the disabled ones too. */
@Component
public class People {
    /** A password that an admin handed out lets in for so many days. */
    private static final int DAYS_OF_FIRST_PASSWORD = 7;

    private static final String LIMITS = """
            (select json_agg(json_build_object('kind', kind, 'name', object) order by kind, object)
             from person_limit l where l.name = person.name) as limits""";

    /**
     * What a log-in needs.
     *
     * @param passwordHash encoded, with its method and salt
     * @param mustChange true if it lets in for nothing but a change of the password
     * @param isAtIssuer true if no password lets in: the person logs in at an issuer
     */
    public record Login(String name, Role role, String passwordHash, boolean mustChange, boolean isAtIssuer) {
        @Override
        public String toString() {
            return "Login[name=%s, role=%s]".formatted(name, role);
        }
    }

    private final JdbcClient jdbc;

    public People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name in lower case
     * @return empty if there is nobody of that name, the person is disabled, or a first password was not used in time
     */
    public Optional<Login> login(String name) {
        return jdbc.sql("""
                select name, role, password_hash, must_change, issuer is not null as at_issuer from person
                where name = :name and disabled_at is null
                  and (not must_change or password_set_at > now() - :days * interval '1 day')
                """)
                .param("name", name)
                .param("days", DAYS_OF_FIRST_PASSWORD)
                .query((row, number) -> new Login(
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getString("password_hash"),
                        row.getBoolean("must_change"),
                        row.getBoolean("at_issuer")))
                .optional();
    }

    /** Returns true if somebody can log in. */
    public boolean hasAny() {
        return jdbc.sql("select exists (select from person where disabled_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** @return the address of the issuer at which somebody logs in; empty for everybody else */
    public Optional<String> issuerOf(String name) {
        return find(name).map(Person::issuer);
    }

    /** By name. */
    List<Person> all() {
        return jdbc.sql("select *, %s from person order by name".formatted(LIMITS))
                .query(People::person)
                .list();
    }

    Optional<Person> find(String name) {
        return jdbc.sql("select *, %s from person where name = ?".formatted(LIMITS))
                .param(name)
                .query(People::person)
                .optional();
    }

    /** @return empty if there is, or was, somebody of that name */
    Optional<Person> add(String name, Role role, String passwordHash, String by) {
        return jdbc.sql("""
                insert into person (name, role, password_hash, must_change, created_by)
                values (:name, :role, :hash, true, :by)
                on conflict (name) do nothing
                returning *, %s
                """.formatted(LIMITS))
                .param("name", name)
                .param("role", role.name())
                .param("hash", passwordHash)
                .param("by", by)
                .query(People::person)
                .optional();
    }

    void setRole(String name, Role role) {
        jdbc.sql("update person set role = ? where name = ?")
                .params(role.name(), name)
                .update();
    }

    /** @param mustChange true for a password that somebody else has chosen */
    void setPassword(String name, String passwordHash, boolean mustChange) {
        jdbc.sql("update person set password_hash = ?, must_change = ?, password_set_at = now() where name = ?")
                .params(passwordHash, mustChange, name)
                .update();
    }

    /** @param by null to let the person in again */
    void setDisabled(String name, @Nullable String by) {
        jdbc.sql("""
                update person
                set disabled_by = :by::text, disabled_at = case when :by::text is null then null else now() end
                where name = :name
                """).param("by", by).param("name", name).update();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                limits(row.getString("limits")),
                row.getBoolean("must_change"),
                row.getObject("password_set_at", OffsetDateTime.class).toInstant(),
                new Person.Origin(
                        row.getString("created_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                row.getString("issuer"),
                disabled(row));
    }

    private static @Nullable List<Limit> limits(@Nullable String json) {
        return json == null ? null : List.of(Json.MAPPER.readValue(json, Limit[].class));
    }

    private static Person.@Nullable Origin disabled(ResultSet row) throws SQLException {
        var at = row.getObject("disabled_at", OffsetDateTime.class);
        return at == null ? null : new Person.Origin(row.getString("disabled_by"), at.toInstant());
    }
}
