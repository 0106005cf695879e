package io.spotmanager.clouds.http;

import io.micrometer.core.instrument.Metrics;
import io.spotmanager.clouds.http.CallMeters.Call;
import io.spotmanager.clouds.http.CallPermits.Health;
import io.spotmanager.domain.call.CloudResult;
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
 * <p>A request sends and reads its answer itself, and throws a {@link HttpFailure} for every answer that is not a
 * success. No method here throws.
 */
public final class ResilientCall {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientCall.class);
    private static final int TIME_OUT = 408;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final String cloud;
    private final Limits limits;
    private final CallPermits permits;
    private final RequestedPauses pauses;
    private final CallMeters meters;
    private final Predicate<JsonNode> errorForm;

    /** @param cloud its name in logs and messages */
    public ResilientCall(String cloud, Limits limits) {
        this(cloud, limits, InstantSource.system(), JsonNode::isContainer);
    }

    /**
     * @param clock for waits that the cloud asked for
     * @param errorForm recognises the API's own error documents; any other refusal comes from something in front of it
     */
    public ResilientCall(String cloud, Limits limits, InstantSource clock, Predicate<JsonNode> errorForm) {
        this.cloud = cloud;
        this.errorForm = errorForm;
        this.limits = limits;
        // The registry of the process: clients are made before, and beside, the application's context.
        this.meters = new CallMeters(cloud, Metrics.globalRegistry);
        this.permits = new CallPermits(cloud, limits);
        this.pauses = new RequestedPauses(clock);
    }

    private record Attempt<T>(CloudResult<T> answer, Health health, boolean again) {}

    /**
     * Sends a request that changes nothing. After a broken connection or a gateway's error it is sent once more at
     * once.
     */
    public <T> CloudResult<T> idempotent(Supplier<T> request) {
        return idempotent(cloud, request);
    }

    /** @param service the part of the cloud; if it asked to wait, nothing is sent to it until that time */
    public <T> CloudResult<T> idempotent(String service, Supplier<T> request) {
        Attempt<T> first = once(Call.READ, service, request);
        return first.again() ? once(Call.READ, service, request).answer() : first.answer();
    }

    /** Sends a request that changes something, never twice. */
    public <T> CloudResult<T> nonIdempotent(Supplier<T> request) {
        return nonIdempotent(cloud, request);
    }

    /** @param service as in {@link #idempotent(String, Supplier)} */
    public <T> CloudResult<T> nonIdempotent(String service, Supplier<T> request) {
        return once(Call.CHANGE, service, request).answer();
    }

    private <T> Attempt<T> once(Call call, String service, Supplier<T> request) {
        Optional<RequestedPauses.Pause> pause = pauses.of(service);
        if (pause.isPresent()) {
            meters.withheld(call);
            return new Attempt<>(pause.get().notSent(), Health.UNKNOWN, false);
        }
        long asked = System.nanoTime();
        Optional<String> shut = permits.acquire();
        long start = System.nanoTime();
        meters.waited(start - asked);
        if (shut.isPresent()) {
            meters.withheld(call);
            return new Attempt<>(new CloudResult.NotSent<>(shut.get()), Health.UNKNOWN, false);
        }
        Health health = Health.UNKNOWN;
        try {
            Attempt<T> attempt = CallScope.within(limits, () -> judged(call, service, request));
            health = attempt.health();
            meters.answered(call, attempt.answer());
            return attempt;
        } finally {
            long took = System.nanoTime() - start;
            permits.record(health, took);
            meters.took(call, took);
        }
    }

    private <T> Attempt<T> judged(Call call, String service, Supplier<T> request) {
        try {
            T value = request.get();
            pauses.answered(service);
            return new Attempt<>(new CloudResult.Ok<>(value), Health.HEALTHY, false);
        } catch (HttpFailure failure) {
            return judge(call, service, failure);
        } catch (RuntimeException e) {
            LOG.error("A call to {} failed unexpectedly; its effect has to be read from the cloud", cloud, e);
            return new Attempt<>(new CloudResult.Indeterminate<>("the client failed: " + e), Health.UNKNOWN, false);
        }
    }

    private <T> Attempt<T> judge(Call call, String service, HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.ErrorResponse a ->
                a.retryAfter()
                        .<Attempt<T>>map(wait -> paused(pauses.begin(service, wait, told(a)), a.status()))
                        .orElseGet(() -> judgeAnswer(call, a));
            case HttpFailure.ConnectionFailed u ->
                new Attempt<>(new CloudResult.NotSent<>(u.text()), Health.FAILING, true);
            case HttpFailure.NotPermitted w ->
                new Attempt<>(
                        new CloudResult.NotSent<>(w.text(), w.notBefore()),
                        w.trouble() ? Health.FAILING : Health.UNKNOWN,
                        false);
            case HttpFailure.NoResponse l ->
                new Attempt<>(new CloudResult.Indeterminate<>(l.text()), Health.FAILING, !l.timedOut());
            case HttpFailure.MalformedResponse u ->
                new Attempt<>(new CloudResult.Indeterminate<>(u.text()), Health.FAILING, false);
            case HttpFailure.ResponseTooLarge t ->
                new Attempt<>(new CloudResult.Indeterminate<>(t.text()), Health.HEALTHY, false);
        };
    }

    /**
     * A 429 is returned before anything is done; a 503 may come from a proxy whose service has carried out the request.
     */
    private static <T> Attempt<T> paused(RequestedPauses.Pause pause, int status) {
        return status == UNAVAILABLE
                ? new Attempt<>(pause.unclear(), Health.UNKNOWN, false)
                : new Attempt<>(pause.notSent(), Health.HEALTHY, false);
    }

    private <T> Attempt<T> judgeAnswer(Call call, HttpFailure.ErrorResponse answered) {
        int status = answered.status();
        String told = told(answered);
        if (status >= 500) {
            boolean gateway = status == 502 || status == UNAVAILABLE || status == 504;
            return new Attempt<>(new CloudResult.Indeterminate<>(told), Health.FAILING, gateway);
        }
        if (status < 400) {
            return new Attempt<>(
                    new CloudResult.Indeterminate<>(
                            told + " (a redirect, not followed: correct the configured address)"),
                    Health.FAILING,
                    false);
        }
        boolean foreign = answered.foreign(errorForm);
        // A 408 concerns the traffic, not the request. A proxy may send it after it has passed the request on, as Envoy
        // does when a stream idles.
        if (status == TIME_OUT && call == Call.CHANGE) {
            return new Attempt<>(new CloudResult.Indeterminate<>(told), Health.HEALTHY, false);
        }
        // A 404 with a web page means that the path leads to no API.
        if (status == TIME_OUT || (status == NOT_FOUND && foreign)) {
            return new Attempt<>(new CloudResult.NotSent<>(told), Health.HEALTHY, false);
        }
        // A firewall may also block the answer to a request that was carried out.
        return new Attempt<>(
                foreign
                        ? new CloudResult.Indeterminate<>(told + " (not an answer of " + cloud
                                + " itself: something in front of it, such as a proxy or a web firewall, refused)")
                        : new CloudResult.Rejected<>(status, answered.text()),
                Health.HEALTHY,
                false);
    }

    private static String told(HttpFailure.ErrorResponse answered) {
        return answered.status() + " " + answered.text();
    }
}
