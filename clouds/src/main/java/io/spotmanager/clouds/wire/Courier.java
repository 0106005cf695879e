package io.spotmanager.clouds.wire;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.wire.Gate.Verdict;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries single requests to one cloud: through the gate, and with the judgement what their outcome means.
 *
 * <p>A request is given as what sends it and reads its answer; it throws a {@link WireFailure} for every answer that is no
 * success. No method here throws.
 */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final String cloud;
    private final Gate gate;

    /** @param cloud its name in logs and reasons */
    public Courier(String cloud, Limits limits) {
        this.cloud = cloud;
        this.gate = new Gate(cloud, limits);
    }

    private record Attempt<T>(CloudAnswer<T> answer, Verdict verdict, boolean again) {}

    /** A request that changes nothing: one that met a broken connection or a gateway's error goes out once more at once. */
    public <T> CloudAnswer<T> read(Supplier<T> request) {
        Attempt<T> first = once(request);
        return first.again() ? once(request).answer() : first.answer();
    }

    /** A request that changes something: never sent again. */
    public <T> CloudAnswer<T> write(Supplier<T> request) {
        return once(request).answer();
    }

    private <T> Attempt<T> once(Supplier<T> request) {
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

    private <T> Attempt<T> judged(Supplier<T> request) {
        try {
            return new Attempt<>(new CloudAnswer.Ok<>(request.get()), Verdict.ALIVE, false);
        } catch (WireFailure failure) {
            return judge(failure);
        } catch (RuntimeException e) {
            LOG.error(
                    "A call to {} failed in a way nobody foresaw; its effect has to be read from the cloud", cloud, e);
            return new Attempt<>(new CloudAnswer.Unclear<>("the client failed: " + e), Verdict.UNKNOWN, false);
        }
    }

    private static <T> Attempt<T> judge(WireFailure failure) {
        return switch (failure) {
            case WireFailure.Answered a -> judgeAnswer(a);
            case WireFailure.Unreached u -> new Attempt<>(new CloudAnswer.NotSent<>(u.text()), Verdict.TROUBLE, true);
            case WireFailure.Withheld w ->
                new Attempt<>(
                        new CloudAnswer.NotSent<>(w.text()), w.trouble() ? Verdict.TROUBLE : Verdict.UNKNOWN, false);
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
                    new CloudAnswer.Unclear<>(told + " (a redirect, not followed: correct the configured address)"),
                    Verdict.TROUBLE,
                    false);
        }
        // 408 and 429 speak about the traffic, not about the request; a web page with 404 is not the API speaking at
        // all.
        boolean aboutTraffic = status == 408 || status == 429 || (status == 404 && answered.html());
        return new Attempt<>(
                aboutTraffic ? new CloudAnswer.NotSent<>(told) : new CloudAnswer.Refused<>(status, answered.text()),
                Verdict.ALIVE,
                false);
    }
}
