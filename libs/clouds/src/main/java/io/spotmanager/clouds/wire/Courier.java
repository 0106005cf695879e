package io.spotmanager.clouds.wire;

import io.spotmanager.clouds.wire.Gate.Verdict;
import io.spotmanager.domain.call.CloudAnswer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Sends single requests to one cloud under its rate limit and circuit breaker, and decides what the outcome means.
 *
 * <p>A request sends and reads its answer itself, and throws a {@link WireFailure} for every answer that is not a
 * success. No method here throws.
 */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int TIME_OUT = 408;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final String cloud;
    private final Limits limits;
    private final Gate gate;
    private final Pauses pauses;
    private final Predicate<JsonNode> errorForm;

    /** @param cloud its name in logs and messages */
    public Courier(String cloud, Limits limits) {
        this(cloud, limits, InstantSource.system(), JsonNode::isContainer);
    }

    /**
     * @param clock for waits that the cloud asked for
     * @param errorForm recognises the API's own error documents; any other refusal comes from something in front of it
     */
    public Courier(String cloud, Limits limits, InstantSource clock, Predicate<JsonNode> errorForm) {
        this.cloud = cloud;
        this.errorForm = errorForm;
        this.limits = limits;
        this.gate = new Gate(cloud, limits);
        this.pauses = new Pauses(clock);
    }

    private record Attempt<T>(CloudAnswer<T> answer, Verdict verdict, boolean again) {}

    /**
     * Sends a request that changes nothing. After a broken connection or a gateway's error it is sent once more at
     * once.
     */
    public <T> CloudAnswer<T> read(Supplier<T> request) {
        return read(cloud, request);
    }

    /** @param service the part of the cloud; if it asked to wait, nothing is sent to it until that time */
    public <T> CloudAnswer<T> read(String service, Supplier<T> request) {
        Attempt<T> first = once(service, request);
        return first.again() ? once(service, request).answer() : first.answer();
    }

    /** Sends a request that changes something, never twice. */
    public <T> CloudAnswer<T> write(Supplier<T> request) {
        return write(cloud, request);
    }

    /** @param service as in {@link #read(String, Supplier)} */
    public <T> CloudAnswer<T> write(String service, Supplier<T> request) {
        return once(service, request).answer();
    }

    private <T> Attempt<T> once(String service, Supplier<T> request) {
        Optional<Pauses.Pause> pause = pauses.of(service);
        if (pause.isPresent()) {
            return new Attempt<>(pause.get().notSent(), Verdict.UNKNOWN, false);
        }
        Optional<String> shut = gate.enter();
        if (shut.isPresent()) {
            return new Attempt<>(new CloudAnswer.NotSent<>(shut.get()), Verdict.UNKNOWN, false);
        }
        long start = System.nanoTime();
        Verdict verdict = Verdict.UNKNOWN;
        try {
            Attempt<T> attempt = CallScope.within(limits, () -> judged(service, request));
            verdict = attempt.verdict();
            return attempt;
        } finally {
            gate.leave(verdict, System.nanoTime() - start);
        }
    }

    private <T> Attempt<T> judged(String service, Supplier<T> request) {
        try {
            T value = request.get();
            pauses.answered(service);
            return new Attempt<>(new CloudAnswer.Ok<>(value), Verdict.ALIVE, false);
        } catch (WireFailure failure) {
            return judge(service, failure);
        } catch (RuntimeException e) {
            LOG.error(
                    "A call to {} failed in a way nobody foresaw; its effect has to be read from the cloud", cloud, e);
            return new Attempt<>(new CloudAnswer.Unclear<>("the client failed: " + e), Verdict.UNKNOWN, false);
        }
    }

    private <T> Attempt<T> judge(String service, WireFailure failure) {
        return switch (failure) {
            case WireFailure.Answered a ->
                a.retryAfter()
                        .<Attempt<T>>map(wait -> paused(pauses.begin(service, wait, told(a)), a.status()))
                        .orElseGet(() -> judgeAnswer(a));
            case WireFailure.Unreached u -> new Attempt<>(new CloudAnswer.NotSent<>(u.text()), Verdict.TROUBLE, true);
            case WireFailure.Withheld w ->
                new Attempt<>(
                        new CloudAnswer.NotSent<>(w.text(), w.notBefore()),
                        w.trouble() ? Verdict.TROUBLE : Verdict.UNKNOWN,
                        false);
            case WireFailure.Lost l ->
                new Attempt<>(new CloudAnswer.Unclear<>(l.text()), Verdict.TROUBLE, !l.timedOut());
            case WireFailure.Unusable u -> new Attempt<>(new CloudAnswer.Unclear<>(u.text()), Verdict.TROUBLE, false);
            case WireFailure.TooLarge t -> new Attempt<>(new CloudAnswer.Unclear<>(t.text()), Verdict.ALIVE, false);
        };
    }

    /**
     * A 429 is returned before anything is done; a 503 may come from a proxy whose service has carried out the request.
     */
    private static <T> Attempt<T> paused(Pauses.Pause pause, int status) {
        return status == UNAVAILABLE
                ? new Attempt<>(pause.unclear(), Verdict.UNKNOWN, false)
                : new Attempt<>(pause.notSent(), Verdict.ALIVE, false);
    }

    private <T> Attempt<T> judgeAnswer(WireFailure.Answered answered) {
        int status = answered.status();
        String told = told(answered);
        if (status >= 500) {
            boolean gateway = status == 502 || status == UNAVAILABLE || status == 504;
            return new Attempt<>(new CloudAnswer.Unclear<>(told), Verdict.TROUBLE, gateway);
        }
        if (status < 400) {
            return new Attempt<>(
                    new CloudAnswer.Unclear<>(told + " (a redirect, not followed: correct the configured address)"),
                    Verdict.TROUBLE,
                    false);
        }
        boolean foreign = answered.foreign(errorForm);
        // A 408 concerns the traffic, not the request; a 404 with a web page means that the path leads to no API.
        if (status == TIME_OUT || (status == NOT_FOUND && foreign)) {
            return new Attempt<>(new CloudAnswer.NotSent<>(told), Verdict.ALIVE, false);
        }
        // A firewall may also block the answer to a request that was carried out.
        return new Attempt<>(
                foreign
                        ? new CloudAnswer.Unclear<>(told + " (not an answer of " + cloud
                                + " itself: something in front of it, such as a proxy or a web firewall, refused)")
                        : new CloudAnswer.Refused<>(status, answered.text()),
                Verdict.ALIVE,
                false);
    }

    private static String told(WireFailure.Answered answered) {
        return answered.status() + " " + answered.text();
    }
}
