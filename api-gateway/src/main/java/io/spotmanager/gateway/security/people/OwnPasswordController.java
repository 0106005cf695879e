package io.spotmanager.gateway.security.people;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.PasswordRules;
import io.spotmanager.gateway.security.limit.LoginDetails;
import io.spotmanager.gateway.security.limit.LoginLaterException;
import io.spotmanager.gateway.security.log.LoginRecord;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.security.session.SessionLogins;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets a person choose a password. */
@RestController
@Tag(name = "People")
class OwnPasswordController {
    private static final int LONGEST = 200;
    private static final String NEW = "must have 12 to 200 characters";

    /** @param password the new one */
    record PasswordBody(
            @NotBlank(message = "must be your present password") @Size(max = LONGEST, message = NEW)
            String oldPassword,

            @NotBlank(message = NEW) @Size(max = LONGEST, message = NEW)
            String password) {
        @Override
        public String toString() {
            return "PasswordBody[]";
        }
    }

    private final People people;
    private final AuthenticationProvider logins;
    private final PasswordEncoder encoder;
    private final SessionLogins sessions;
    private final SecurityLog log;
    private final LoginRecord record;
    private final TransactionTemplate transactions;

    OwnPasswordController(
            People people,
            AuthenticationProvider logins,
            PasswordEncoder encoder,
            SessionLogins sessions,
            SecurityLog log,
            LoginRecord record,
            PlatformTransactionManager transactions) {
        this.record = record;
        this.people = people;
        this.logins = logins;
        this.encoder = encoder;
        this.sessions = sessions;
        this.log = log;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Changes your own password. All your other sessions end. */
    @PostMapping("/api/me/password")
    @Operation(operationId = "changePassword", summary = "Change your own password")
    @ErrorResponses({ProblemType.SHARED_USER, ProblemType.PERSON_OF_ISSUER})
    ResponseEntity<Void> change(
            @Valid @RequestBody PasswordBody body,
            Authentication user,
            HttpServletRequest request,
            HttpServletResponse response) {
        var name = user.getName();
        var person = people.find(name);
        if (person.map(Person::issuer).isPresent()) {
            throw ProblemType.PERSON_OF_ISSUER.because("Nothing was done. You log in at %s, and have no password here."
                    .formatted(person.map(Person::issuer).get()));
        }
        if (person.isEmpty()) {
            throw ProblemType.SHARED_USER.because(
                    "Nothing was done. %s is a shared user, whose password is set by SPOT_%s_PASSWORD."
                            .formatted(name, name.toUpperCase(Locale.ROOT)));
        }
        requireRight(name, body.oldPassword(), request);
        if (body.password().equals(body.oldPassword())) {
            throw FieldProblem.refusal("password", "must differ from the present one");
        }
        PasswordRules.refusal(name, body.password()).ifPresent(reason -> {
            throw FieldProblem.refusal(
                    "password", "%s: choose one of at least %d characters".formatted(reason, PasswordRules.SHORTEST));
        });
        var hash = String.valueOf(encoder.encode(body.password()));
        transactions.executeWithoutResult(status -> {
            people.setPassword(name, hash, false);
            log.done(SecurityEventKind.PASSWORD_CHANGED, name, Map.of("person", name, "by", "the person"));
        });
        if (request.getSession(false) != null) {
            sessions.saveContext(SecurityContextHolder.getContext(), request, response);
        }
        return ResponseEntity.noContent().build();
    }

    /** Wrong ones count as failed log-ins, so that nobody guesses with a session that was left open. */
    private void requireRight(String name, String password, HttpServletRequest request) {
        var login = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
        login.setDetails(LoginDetails.of(request));
        try {
            logins.authenticate(login);
        } catch (LoginLaterException e) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because("Nothing was done. " + e.getMessage())
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(e.seconds()));
        } catch (AuthenticationException e) {
            record.passwordRefused(name);
            throw FieldProblem.refusal("old_password", "is wrong");
        }
    }
}
