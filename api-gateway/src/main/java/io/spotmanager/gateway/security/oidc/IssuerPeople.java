package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.UserSettings;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.security.oidc.ClaimsReader.Arrival;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People whom an issuer vouches for. They are known by what the issuer calls them; the name is that of their first arrival, for ever, so
 * that it means one person in the history.
 */
@Component
class IssuerPeople {
    /** A name that no person may have: the history calls the service itself so. */
    private static final String SERVICE = "service";

    private record Row(String name, Role role, boolean isDisabled) {}

    private final JdbcClient jdbc;
    private final UserSettings shared;
    private final SecurityLog log;
    private final TransactionTemplate transactions;

    IssuerPeople(JdbcClient jdbc, UserSettings shared, SecurityLog log, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.shared = shared;
        this.log = log;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * Adds the person, or gives the role that the issuer says now.
     *
     * @return the name here
     * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if the person is disabled, or the name is that of
     *     somebody else
     */
    String arrive(Arrival person) {
        var known = find(person);
        if (known.isPresent() && known.get().role() == person.role()) {
            return allowed(known.get()); // the usual case, which writes nothing
        }
        return Objects.requireNonNull(transactions.execute(
                status -> find(person).map(row -> changed(row, person)).orElseGet(() -> added(person))));
    }

    private Optional<Row> find(Arrival person) {
        return jdbc.sql(
                        "select name, role, disabled_at is not null as disabled from person where issuer = ? and subject = ?")
                .params(person.issuer(), person.subject())
                .query((row, number) ->
                        new Row(row.getString("name"), Role.valueOf(row.getString("role")), row.getBoolean("disabled")))
                .optional();
    }

    private static String allowed(Row row) {
        if (row.isDisabled()) {
            throw Refusal.DISABLED.because("%s is disabled".formatted(row.name()));
        }
        return row.name();
    }

    private String changed(Row row, Arrival person) {
        var name = allowed(row);
        if (row.role() != person.role()) {
            jdbc.sql("update person set role = ? where name = ?")
                    .params(person.role().name(), name)
                    .update();
            log.done(
                    SecurityEventKind.PERSON_CHANGED,
                    name,
                    Map.of("person", name, "role", person.role(), "before", row.role(), "by", person.issuer()));
        }
        return name;
    }

    private String added(Arrival person) {
        var name = person.name();
        if (shared.users().containsKey(name) || name.equals(SERVICE) || !insert(person)) {
            throw Refusal.NAME_TAKEN.because("%s is the name of somebody else".formatted(name));
        }
        log.done(
                SecurityEventKind.PERSON_ADDED,
                name,
                Map.of("person", name, "role", person.role(), "by", person.issuer()));
        return name;
    }

    /** Two arrivals of one new person at once: the second one waits for the first, and finds the row that is not its own taken. */
    private boolean insert(Arrival person) {
        var inserted = jdbc.sql("""
                insert into person (name, role, password_hash, must_change, created_by, issuer, subject)
                values (:name, :role, '{bcrypt}none ' || gen_random_uuid(), false, :issuer, :issuer, :subject)
                on conflict do nothing
                """)
                .param("name", person.name())
                .param("role", person.role().name())
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .update();
        return inserted == 1 || find(person).isPresent();
    }
}
