package io.spotmanager.gateway.security.rights;

import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.LoginRecord;
import io.spotmanager.gateway.security.rights.ObjectRights.Refusal;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.workflow.operation.Command;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The limits of who sends a request, and the refusal of what they lack, which goes to the security log. */
@Component
public class CallerLimits {
    private final LimitStore people;
    private final ObjectRights rights;
    private final LoginRecord record;
    private final HttpServletRequest request;

    /** @param request stands for the present one */
    CallerLimits(LimitStore people, ObjectRights rights, LoginRecord record, HttpServletRequest request) {
        this.people = people;
        this.rights = rights;
        this.record = record;
        this.request = request;
    }

    /** Those of a token, or of the person of that name, who may come with a token of an issuer. */
    public Limits of(Authentication user) {
        return user instanceof ApiTokenAuthentication token && !token.limits().isNone()
                ? token.limits()
                : people.of(user.getName());
    }

    /** Why somebody may not decide for a command. */
    @FunctionalInterface
    public interface Judgement {
        /** @return a sentence; null if nothing is in the way */
        @Nullable
        String whyNot(Command command);
    }

    /** @return why the user may not decide for a command, as a sentence; null if nothing is in the way */
    public @Nullable String whyNot(Authentication user, Command command) {
        return judgement(user).whyNot(command);
    }

    /** For many commands: the limits of the user are read once, now. */
    public Judgement judgement(Authentication user) {
        var limits = of(user);
        return command -> rights.refusal(limits, command).map(Refusal::sentence).orElse(null);
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if the limits of the user do not cover all of it */
    public void require(Authentication user, Touched touched) {
        refuse(user, rights.refusal(of(user), touched));
    }

    /** The same as {@link #whyNot} for somebody who decides now: a refusal goes to the security log. */
    public Optional<String> refused(Authentication user, Command command) {
        var refusal = rights.refusal(of(user), command);
        refusal.ifPresent(why -> log(user, why));
        return refusal.map(Refusal::sentence);
    }

    void require(Authentication user, Command command) {
        refuse(user, rights.refusal(of(user), command));
    }

    void requireNone(Authentication user) {
        refuse(user, rights.refusalOfFleet(of(user)));
    }

    private void refuse(Authentication user, Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            log(user, why);
            throw ProblemType.NOT_ALLOWED.because("Nothing was done. " + why.sentence());
        });
    }

    private void log(Authentication user, Refusal why) {
        record.refused(user, "%s %s: %s".formatted(request.getMethod(), request.getRequestURI(), why.missing()));
    }
}
