package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.wire.BoundedHttp;
import io.spotmanager.clouds.wire.ConnectionSettings;
import io.spotmanager.clouds.wire.Courier;
import io.spotmanager.clouds.wire.Curl;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
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
 * Sends single requests to Hyperstack: with a permit of the shared limit, with the key, and reported to the journal
 * without it.
 */
final class HyperstackLine {

    private static final int TOO_MANY_REQUESTS = 429;

    private final HyperstackSettings settings;
    private final RateLimiter limiter;
    private final BoundedHttp http;
    private final Courier courier;
    private final Journal journal;
    private final boolean sends;

    private HyperstackLine(
            HyperstackSettings settings,
            RateLimiter limiter,
            BoundedHttp http,
            Courier courier,
            Journal journal,
            boolean sends) {
        this.settings = settings;
        this.limiter = limiter;
        this.http = http;
        this.courier = courier;
        this.journal = journal;
        this.sends = sends;
    }

    static HyperstackLine to(HyperstackSettings settings, RateLimiter limiter) {
        return new HyperstackLine(
                settings,
                limiter,
                BoundedHttp.over(new ConnectionSettings(settings.limits().connect())),
                new Courier("Hyperstack", settings.limits(), InstantSource.system(), Envelope::isError),
                Journal.NONE,
                true);
    }

    HyperstackLine journalling(Consumer<ExternalCall> reader) {
        return new HyperstackLine(settings, limiter, http, courier, journal.and(reader), sends);
    }

    /** Returns the same client, which reports each request to this journal only and sends nothing. */
    HyperstackLine unsent(Consumer<ExternalCall> reader) {
        return new HyperstackLine(settings, limiter, http, courier, new Journal(reader), false);
    }

    /** The command is built from the sent request. */
    private CloudAnswer<JsonNode> told(RequestEntity<?> request, String body, Supplier<CloudAnswer<JsonNode>> call) {
        return journal.tell(
                _ -> Curl.of(request, body, settings.key()),
                sends ? call : () -> new CloudAnswer.NotSent<>("only previewed"));
    }

    /** Sends a read without side effects, and sends it again at once if that is safe. */
    CloudAnswer<JsonNode> get(String pathAndQuery) {
        RequestEntity<?> request = entity(HttpMethod.GET, pathAndQuery, null);
        return told(request, "", () -> courier.read(() -> exchange(request, read())));
    }

    CloudAnswer<JsonNode> delete(String path) {
        RequestEntity<?> request = entity(HttpMethod.DELETE, path, null);
        return told(request, "", () -> courier.write(() -> exchange(request, read())));
    }

    /** Sends a change, never twice. */
    CloudAnswer<JsonNode> post(String path, ObjectNode body) {
        return post(new Posting(path, body, body, UnaryOperator.identity(), read()));
    }

    /** Sends a slow change, or one whose body contains secrets; never twice. */
    CloudAnswer<JsonNode> post(Posting posting) {
        RequestEntity<?> request =
                entity(HttpMethod.POST, posting.path(), posting.body().toString());
        return told(
                request,
                posting.told().toString(),
                () -> courier.write(() -> exchange(request, posting.limit())).worded(posting.masking()));
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
        takeLeave();
        try {
            return Envelope.opened(
                    http.success(request, limit, settings.key().value()).body(), settings.key());
        } catch (WireFailure.Answered answered) {
            if (answered.status() == TOO_MANY_REQUESTS) {
                limiter.onRateLimited();
            }
            throw answered;
        }
    }

    private void takeLeave() {
        switch (limiter.acquire()) {
            case RateLimiter.Permit.Granted(Duration after) -> waitFor(after);
            case RateLimiter.Permit.Denied(String reason) -> throw new WireFailure.Withheld(reason, false);
        }
    }

    /** {@code park} may return early, so the clock decides. An interrupt means that the call must not be sent. */
    private static void waitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new WireFailure.Withheld("interrupted while waiting for a place under the shared limit", false);
            }
        }
    }
}
