package io.spotmanager.gateway.security.people;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.UserSettings;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.security.rights.KnownObjects;
import io.spotmanager.gateway.security.rights.Limit;
import io.spotmanager.gateway.security.rights.LimitStore;
import io.spotmanager.gateway.security.rights.WholeEntries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets admins look after the people with a log-in. Each change and its entry in the security log are one transaction. */
@RestController
@RequestMapping("/api/people")
@Tag(name = "People")
class PeopleController {
    private static final String NAME =
            "must have 1 to 60 lower-case letters, digits, dots, dashes, underscores, @ or +, and begin with a letter or digit";
    private static final String SERVICE = "service";
    private static final String ROLE = "must be one of [customer, viewer, launcher, operator, auditor, admin]";

    record PersonBody(
            @NotNull(message = NAME) @Pattern(regexp = "[a-z0-9][a-z0-9._@+-]{0,59}", message = NAME)
            String name,

            @NotNull(message = ROLE) @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
            Role role) {}

    record RoleBody(
            @NotNull(message = ROLE) @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
            Role role) {}

    /** @param limits the only pools, GPU types and contracts on which the person may act; empty for no limits */
    record LimitsBody(
            @NotNull(message = Limit.LIST)
            @Size(max = Limit.MOST, message = Limit.LIST)
            @WholeEntries(message = Limit.LIST)
            List<Limit> limits) {}

    /** @param password lets in once, within seven days, to choose another one; shown only here */
    record FirstPassword(Person person, String password) {}

    record PersonList(List<Person> items) {}

    private final People people;
    private final UserSettings shared;
    private final PasswordEncoder encoder;
    private final FirstPasswords passwords;
    private final LimitStore limits;
    private final KnownObjects known;
    private final SecurityLog log;
    private final TransactionTemplate transactions;

    PeopleController(
            People people,
            UserSettings shared,
            PasswordEncoder encoder,
            FirstPasswords passwords,
            LimitStore limits,
            KnownObjects known,
            SecurityLog log,
            PlatformTransactionManager transactions) {
        this.people = people;
        this.shared = shared;
        this.encoder = encoder;
        this.passwords = passwords;
        this.limits = limits;
        this.known = known;
        this.log = log;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** All people by name, the disabled ones too. The shared users of the settings are not among them. */
    @GetMapping
    @Operation(operationId = "listPeople", summary = "List the people")
    PersonList list() {
        return new PersonList(people.all());
    }

    /** Adds a person. The first password is shown only once; the person has to choose another one at the first log-in. */
    @PostMapping
    @Operation(operationId = "addPerson", summary = "Add a person")
    @ErrorResponses(ProblemType.PERSON_EXISTS)
    ResponseEntity<FirstPassword> add(@Valid @RequestBody PersonBody body, Principal admin) {
        if (shared.users().containsKey(body.name())) {
            throw FieldProblem.refusal("name", "is that of a shared user of the settings: choose another one");
        }
        if (body.name().equals(SERVICE)) {
            throw FieldProblem.refusal("name", "is what the history calls the service itself: choose another one");
        }
        var password = passwords.next();
        var hash = String.valueOf(encoder.encode(password)); // outside of the transaction: it takes its time
        var added = transactions.execute(status -> {
            var person = people.add(body.name(), body.role(), hash, admin.getName())
                    .orElseThrow(() -> ProblemType.PERSON_EXISTS.because(
                            "Nothing was done. There is, or was, somebody named %s, and the history has that name: choose another one, or enable that person."
                                    .formatted(body.name())));
            record(SecurityEventKind.PERSON_ADDED, admin, Map.of("person", person.name(), "role", person.role()));
            return person;
        });
        return ResponseEntity.created(URI.create("/api/people")).body(new FirstPassword(required(added), password));
    }

    /** Gives a person another role. It counts from the next request on, in sessions that are open as well. */
    @PostMapping("/{name}/role")
    @Operation(operationId = "setRole", summary = "Change the role of a person")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.OWN_RIGHTS, ProblemType.PERSON_OF_ISSUER})
    Person setRole(@PathVariable String name, @Valid @RequestBody RoleBody body, Principal admin) {
        refuseOwn(name, admin);
        return change(name, person -> {
            refuseAtIssuer(person, "the role, by the groups of the person");
            people.setRole(name, body.role());
            record(
                    SecurityEventKind.PERSON_CHANGED,
                    admin,
                    Map.of("person", name, "role", body.role(), "before", person.role()));
        });
    }

    /** Limits on which hosts a person may act, in place of the limits of before. It counts from the next request on. */
    @PostMapping("/{name}/limits")
    @Operation(operationId = "setLimits", summary = "Limit on which hosts a person may act")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.OWN_RIGHTS})
    Person setLimits(@PathVariable String name, @Valid @RequestBody LimitsBody body, Principal admin) {
        refuseOwn(name, admin);
        known.requireKnown(body.limits());
        return change(name, person -> {
            limits.set(name, body.limits(), admin.getName());
            record(
                    SecurityEventKind.PERSON_CHANGED,
                    admin,
                    Map.of(
                            "person",
                            name,
                            "limits",
                            body.limits(),
                            "before",
                            person.limits() == null ? List.of() : person.limits()));
        });
    }

    /** Gives a person a new first password, for one who has lost it. Ends the sessions of the person. */
    @PostMapping("/{name}/reset-password")
    @Operation(operationId = "resetPassword", summary = "Give a person a new first password")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.PERSON_OF_ISSUER})
    FirstPassword reset(@PathVariable String name, Principal admin) {
        var password = passwords.next();
        var hash = String.valueOf(encoder.encode(password));
        var person = change(name, before -> {
            refuseAtIssuer(before, "the password");
            people.setPassword(name, hash, true);
            record(SecurityEventKind.PASSWORD_CHANGED, admin, Map.of("person", name, "by", "reset"));
        });
        return new FirstPassword(person, password);
    }

    /** Lets a person in no more. Ends the sessions of the person at once; what the person began goes on. */
    @PostMapping("/{name}/disable")
    @Operation(operationId = "disablePerson", summary = "Disable a person")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.OWN_RIGHTS})
    Person disable(@PathVariable String name, Principal admin) {
        refuseOwn(name, admin);
        return change(name, person -> {
            if (person.disabled() == null) {
                people.setDisabled(name, admin.getName());
                record(SecurityEventKind.PERSON_DISABLED, admin, Map.of("person", name));
            }
        });
    }

    /** Lets a disabled person in again, with the role and password of before. */
    @PostMapping("/{name}/enable")
    @Operation(operationId = "enablePerson", summary = "Enable a person")
    @ErrorResponses(ProblemType.NOT_FOUND)
    Person enable(@PathVariable String name, Principal admin) {
        return change(name, person -> {
            if (person.disabled() != null) {
                people.setDisabled(name, null);
                record(SecurityEventKind.PERSON_ENABLED, admin, Map.of("person", name));
            }
        });
    }

    private Person change(String name, Consumer<Person> work) {
        return required(transactions.execute(status -> {
            work.accept(people.find(name).orElseThrow(() -> unknown(name)));
            return people.find(name).orElseThrow(() -> unknown(name));
        }));
    }

    private RuntimeException unknown(String name) {
        return shared.users().containsKey(name)
                ? ProblemType.NOT_FOUND.because(
                        "Nothing was done. %s is a shared user of the settings: change SPOT_%s_PASSWORD, or remove it."
                                .formatted(name, name.toUpperCase(Locale.ROOT)))
                : ProblemType.NOT_FOUND.because(
                        "Nothing was done. There is no person named %s. GET /api/people lists all.".formatted(name));
    }

    private static void refuseAtIssuer(Person person, String what) {
        if (person.issuer() != null) {
            throw ProblemType.PERSON_OF_ISSUER.because(
                    "Nothing was done. %s logs in at %s, which says %s. Change it there, or disable the person here."
                            .formatted(person.name(), person.issuer(), what));
        }
    }

    /** So that one admin is always left. */
    private static void refuseOwn(String name, Principal admin) {
        if (admin.getName().equals(name)) {
            throw ProblemType.OWN_RIGHTS.because(
                    "Nothing was done. You cannot take rights from yourself: ask another admin.");
        }
    }

    private void record(SecurityEventKind kind, Principal admin, Map<String, ?> detail) {
        log.done(kind, admin.getName(), detail);
    }

    private static Person required(@Nullable Person person) {
        return Objects.requireNonNull(person, "the transaction returned nothing");
    }
}
