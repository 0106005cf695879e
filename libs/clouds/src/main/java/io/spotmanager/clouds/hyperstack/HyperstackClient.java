package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.BoundedHttp;
import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.ConnectionSettings;
import io.spotmanager.clouds.http.Curl;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResilientCall;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.RateLimiter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends single requests to Hyperstack: with a permit of the shared limit, with the key, and reported to the recorder
 * without it.
 */
final class HyperstackClient {

    private static final int TOO_MANY_REQUESTS = 429;

    private final HyperstackSettings settings;
    private final RateLimiter limiter;
    private final BoundedHttp http;
    private final ResilientCall calls;
    private final CallRecorder recorder;
    private final boolean sends;

    private HyperstackClient(
            HyperstackSettings settings,
            RateLimiter limiter,
            BoundedHttp http,
            ResilientCall calls,
            CallRecorder recorder,
            boolean sends) {
        this.settings = settings;
        this.limiter = limiter;
        this.http = http;
        this.calls = calls;
        this.recorder = recorder;
        this.sends = sends;
    }

    static HyperstackClient to(HyperstackSettings settings, RateLimiter limiter, InstantSource clock) {
        return new HyperstackClient(
                settings,
                limiter,
                BoundedHttp.over(new ConnectionSettings(settings.limits().connect())),
                new ResilientCall("Hyperstack", settings.limits(), clock, HyperstackResponse::isError),
                CallRecorder.NONE,
                true);
    }

    HyperstackClient recordingTo(Consumer<ExternalCall> reader) {
        return new HyperstackClient(settings, limiter, http, calls, recorder.and(reader), sends);
    }

    /** Returns the same client, which reports each request to this recorder only and sends nothing. */
    HyperstackClient unsent(Consumer<ExternalCall> reader) {
        return new HyperstackClient(settings, limiter, http, calls, new CallRecorder(reader), false);
    }

    /** The command is built from the sent request. */
    private CloudResult<JsonNode> told(RequestEntity<?> request, String body, Supplier<CloudResult<JsonNode>> call) {
        return recorder.record(
                _ -> Curl.of(request, body, settings.key()),
                sends ? call : () -> new CloudResult.NotSent<>("only previewed"));
    }

    /** Sends a read without side effects, and sends it again at once if that is safe. */
    CloudResult<JsonNode> get(String pathAndQuery) {
        RequestEntity<?> request = entity(HttpMethod.GET, pathAndQuery, null);
        return told(request, "", () -> calls.idempotent(() -> exchange(request, read())));
    }

    CloudResult<JsonNode> delete(String path) {
        RequestEntity<?> request = entity(HttpMethod.DELETE, path, null);
        return told(request, "", () -> calls.nonIdempotent(() -> exchange(request, read())));
    }

    /** Sends a change, never twice. */
    CloudResult<JsonNode> post(String path, ObjectNode body) {
        return post(new PostRequest(path, body, body, UnaryOperator.identity(), read()));
    }

    /** Sends a slow change, or one whose body contains secrets; never twice. */
    CloudResult<JsonNode> post(PostRequest posting) {
        RequestEntity<?> request =
                entity(HttpMethod.POST, posting.path(), posting.body().toString());
        return told(
                request,
                posting.told().toString(),
                () -> calls.nonIdempotent(() -> exchange(request, posting.limit()))
                        .worded(posting.masking()));
    }

    /** Returns the time-out of the slowest change, a create. */
    Duration longest() {
        return settings.creation();
    }

    private Duration read() {
        return settings.limits().read();
    }

    private RequestEntity<?> entity(HttpMethod method, String pathAndQuery, @Nullable String body) {
        RequestEntity.BodyBuilder request = RequestEntity.method(method, URI.create(settings.url() + pathAndQuery))
                .accept(MediaType.APPLICATION_JSON)
                .header("api_key", settings.key().value());
        return body == null
                ? request.build()
                : request.contentType(MediaType.APPLICATION_JSON).body(body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode exchange(RequestEntity<?> request, Duration limit) {
        awaitPermit();
        try {
            return HyperstackResponse.opened(
                    http.success(request, limit, settings.key().value()).body(), settings.key());
        } catch (HttpFailure.ErrorResponse answered) {
            if (answered.status() == TOO_MANY_REQUESTS) {
                limiter.onRateLimited();
            }
            throw answered;
        }
    }

    private void awaitPermit() {
        switch (limiter.acquire()) {
            case RateLimiter.Permit.Granted(Duration after) -> waitFor(after);
            case RateLimiter.Permit.Denied(String reason) -> throw new HttpFailure.NotPermitted(reason, false);
        }
    }

    /** {@code park} may return early, so the clock decides. An interrupt means that the call must not be sent. */
    private static void waitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new HttpFailure.NotPermitted(
                        "interrupted while waiting for a place under the shared limit", false);
            }
        }
    }
}
