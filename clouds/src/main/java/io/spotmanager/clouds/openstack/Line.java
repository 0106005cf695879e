package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.openstack.Gate.Verdict;
import io.spotmanager.clouds.openstack.transport.WireFailure;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries single requests: gate, token, and the judgement what their outcome means. */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Gate gate;
    private final TokenKeeper tokens;

    Line(Gate gate, TokenKeeper tokens) {
        this.gate = gate;
        this.tokens = tokens;
    }

    private record Attempt<T>(CloudAnswer<T> answer, Verdict verdict, boolean again) {}

    /** A request that changes nothing: one that met a broken connection or a gateway's error goes out once more at once. */
    <T> CloudAnswer<T> read(Function<Access, T> request) {
        Attempt<T> first = once(request);
        return first.again() ? once(request).answer() : first.answer();
    }

    /** A request that changes something: never sent again, except after a 401, which Nova gives before it does anything. */
    <T> CloudAnswer<T> write(Function<Access, T> request) {
        return once(request).answer();
    }

    private <T> Attempt<T> once(Function<Access, T> request) {
        Optional<String> shut = gate.enter();
        if (shut.isPresent()) {
            return new Attempt<>(new CloudAnswer.NotSent<>(shut.get()), Verdict.UNKNOWN, false);
        }
        long start = System.nanoTime();
        Verdict verdict = Verdict.UNKNOWN;
        try {
            Attempt<T> attempt = judged(request);
            verdict = attempt.verdict();
            return attempt;
        } finally {
            gate.leave(verdict, System.nanoTime() - start);
        }
    }

    private <T> Attempt<T> judged(Function<Access, T> request) {
        try {
            return new Attempt<>(new CloudAnswer.Ok<>(withToken(request)), Verdict.ALIVE, false);
        } catch (NoAccess e) {
            Verdict verdict = e.kind() == NoAccess.Kind.UNREACHABLE ? Verdict.TROUBLE : Verdict.UNKNOWN;
            return new Attempt<>(new CloudAnswer.NotSent<>(e.text()), verdict, false);
        } catch (WireFailure failure) {
            return judge(failure);
        } catch (RuntimeException e) {
            LOG.error(
                    "A call to OpenStack failed in a way nobody foresaw; its effect has to be read from the cloud", e);
            return new Attempt<>(new CloudAnswer.Unclear<>("the client failed: " + e), Verdict.UNKNOWN, false);
        }
    }

    private <T> T withToken(Function<Access, T> request) {
        Access access = tokens.current();
        try {
            return request.apply(access);
        } catch (WireFailure.Answered refusal) {
            if (refusal.status() != 401) {
                throw refusal;
            }
            LOG.info("OpenStack refused the token, which ends {}: fetching another", access.endsAt());
            return withFreshToken(request, tokens.insteadOf(access));
        }
    }

    private <T> T withFreshToken(Function<Access, T> request, Access fresh) {
        try {
            return request.apply(fresh);
        } catch (WireFailure.Answered refusal) {
            if (refusal.status() != 401) {
                throw refusal;
            }
            NoAccess cause = new NoAccess(
                    NoAccess.Kind.REJECTED,
                    "Nova refuses even a fresh token (401 " + refusal.text() + "): check that Nova can reach Keystone");
            tokens.refusedFresh(cause);
            throw cause;
        }
    }

    private static <T> Attempt<T> judge(WireFailure failure) {
        return switch (failure) {
            case WireFailure.Answered a -> judgeAnswer(a);
            case WireFailure.Unreached u -> new Attempt<>(new CloudAnswer.NotSent<>(u.text()), Verdict.TROUBLE, true);
            case WireFailure.Lost l ->
                new Attempt<>(new CloudAnswer.Unclear<>(l.text()), Verdict.TROUBLE, !l.timedOut());
            case WireFailure.Unusable u -> new Attempt<>(new CloudAnswer.Unclear<>(u.text()), Verdict.TROUBLE, false);
        };
    }

    private static <T> Attempt<T> judgeAnswer(WireFailure.Answered answered) {
        int status = answered.status();
        String told = status + " " + answered.text();
        if (status >= 500) {
            boolean gateway = status == 502 || status == 503 || status == 504;
            return new Attempt<>(new CloudAnswer.Unclear<>(told), Verdict.TROUBLE, gateway);
        }
        if (status < 400) {
            return new Attempt<>(
                    new CloudAnswer.Unclear<>(told + " (a redirect, not followed: correct the catalog's address)"),
                    Verdict.TROUBLE,
                    false);
        }
        // 408 and 429 speak about the traffic, not about the request; a web page with 404 is not Nova speaking at all.
        boolean aboutTraffic = status == 408 || status == 429 || (status == 404 && answered.html());
        return new Attempt<>(
                aboutTraffic ? new CloudAnswer.NotSent<>(told) : new CloudAnswer.Refused<>(status, answered.text()),
                Verdict.ALIVE,
                false);
    }
}
