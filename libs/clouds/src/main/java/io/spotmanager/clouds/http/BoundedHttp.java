package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CloudQuote;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Single exchanges with one service over Spring's RestClient, with limits of time and size. Thread-safe; the callers
 * block, so they are best virtual threads.
 */
public final class BoundedHttp {

    /** An error message is read up to this size. */
    private static final int LARGEST_EXPLANATION = 64 * 1024;

    /** The names of headers that hold credentials. */
    private static final Pattern PROVES = Pattern.compile("auth|token|key|secret|cookie", Pattern.CASE_INSENSITIVE);

    private static final int BLOCK = 8 * 1024;
    private static final int FIRST_THAT_IS_NO_SUCCESS = 300;

    /** Successes by RFC 9110: 203 was changed by a proxy, 206 is a part. */
    private static final Set<Integer> NOT_THE_WHOLE = Set.of(203, 206);

    private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

    /** Reads that meet a connection which the server has just closed are sent again; changes never are. */
    private static final Duration UNCHECKED_READS = Duration.ofMillis(250);

    private final RestClient reads;
    private final RestClient changes;

    /** A complete answer. */
    public record Answer(int status, HttpHeaders headers, ResponseBody body) {}

    private BoundedHttp(RestClient reads, RestClient changes) {
        this.reads = reads;
        this.changes = changes;
    }

    /** @param connection how connections are made */
    public static BoundedHttp over(ConnectionSettings connection) {
        return over(connection, EnvironmentProxies.ofThisProcess());
    }

    static BoundedHttp over(ConnectionSettings connection, EnvironmentProxies proxies) {
        return new BoundedHttp(
                rest(Connections.client(connection, proxies, UNCHECKED_READS)),
                rest(Connections.client(connection, proxies, Duration.ZERO)));
    }

    private static RestClient rest(CloseableHttpClient client) {
        HttpComponentsClientHttpRequestFactory requests = new HttpComponentsClientHttpRequestFactory(client) {
            @Override
            protected void postProcessHttpRequest(ClassicHttpRequest request) {
                RunningExchange.current().cancelWith((HttpUriRequestBase) request);
            }
        };
        return RestClient.builder().requestFactory(requests).build();
    }

    /**
     * Sends the request and blocks until the whole answer has arrived.
     *
     * @param limit longest wait from the call to the last byte
     * @param secret masked in messages, even if the server echoes it; empty for none
     * @throws HttpFailure for every status other than 2xx
     */
    public Answer success(RequestEntity<?> request, Duration limit, String secret) {
        return CallScope.isOpen()
                ? success(request, limit, secret, CallScope.current())
                : CallScope.within(Limits.DEFAULT, () -> success(request, limit, secret, CallScope.current()));
    }

    private Answer success(RequestEntity<?> request, Duration limit, String secret, CallScope scope) {
        Answer answer = TracedRequest.around(request, () -> exchange(request, limit, scope));
        String encoding = encoding(answer.headers());
        if (answer.status() >= FIRST_THAT_IS_NO_SUCCESS) {
            throw answered(answer, secrets(request, secret), encoding);
        }
        if (NOT_THE_WHOLE.contains(answer.status())) {
            throw new HttpFailure.MalformedResponse("an answer with status " + answer.status()
                    + ", which says that a proxy changed it or that it is a part: no API here answers with it");
        }
        if (!encoding.isEmpty()) {
            throw new HttpFailure.MalformedResponse("an answer in the encoding " + CloudQuote.of(shortened(encoding))
                    + ", which was not asked for: a proxy before the service must leave its answers as they are");
        }
        return answer;
    }

    /** The given one, and what the headers of the request prove themselves with. */
    private static Collection<String> secrets(RequestEntity<?> request, String secret) {
        return Stream.concat(
                        Stream.of(secret),
                        request.getHeaders().headerSet().stream()
                                .filter(header ->
                                        PROVES.matcher(header.getKey()).find())
                                .flatMap(header -> header.getValue().stream())
                                .map(value -> value.substring(value.indexOf(' ') + 1))) // without the scheme
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
    }

    private Answer exchange(RequestEntity<?> request, Duration limit, CallScope scope) {
        RunningExchange running = new RunningExchange(limit);
        ScheduledFuture<?> deadline = DEADLINES.schedule(running::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return running.during(() -> Objects.requireNonNull(
                    spec(complete(request)).exchange((_, answer) -> read(answer, running, scope))));
        } catch (HttpFailure known) {
            throw known;
        } catch (RuntimeException e) {
            throw running.failure(
                    e, request.getUrl().getAuthority(), scope.memory().wasRefused());
        } finally {
            deadline.cancel(false);
        }
    }

    private RestClient.RequestBodySpec spec(RequestEntity<?> request) {
        HttpMethod method = Objects.requireNonNull(request.getMethod());
        RestClient.RequestBodySpec spec = (method.equals(HttpMethod.GET) ? reads : changes)
                .method(method)
                .uri(request.getUrl())
                .headers(headers -> headers.putAll(request.getHeaders()));
        Object body = request.getBody();
        return body == null ? spec : spec.body(body);
    }

    private static Answer read(ClientHttpResponse answer, RunningExchange running, CallScope scope) throws IOException {
        boolean success = answer.getStatusCode().value() < FIRST_THAT_IS_NO_SUCCESS;
        int most = success ? scope.largestAnswer() : LARGEST_EXPLANATION;
        ResponseBody body = new ResponseBody();
        if (!fill(body, answer.getBody(), most, scope.memory(), running)) {
            // Spring reads the rest of an answer before it gives the connection back, and there may be no end.
            running.cancel();
            if (success) {
                throw HttpFailure.ResponseTooLarge.than(most);
            }
        }
        return new Answer(answer.getStatusCode().value(), answer.getHeaders(), body);
    }

    /** @return false if there is more than allowed */
    private static boolean fill(
            ResponseBody body,
            @Nullable InputStream bytes,
            int most,
            ResponseMemory.Share memory,
            RunningExchange running)
            throws IOException {
        if (bytes == null) {
            return true;
        }
        byte[] block = new byte[BLOCK];
        int allocated = 0;
        for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
            int room = Math.min(read, most - body.length());
            int before = allocated;
            allocated += body.append(block, room);
            if (room < read) {
                return false;
            }
            int charged = Math.max(0, allocated - ResponseMemory.FREE) - Math.max(0, before - ResponseMemory.FREE);
            if (charged > 0 && !memory.take(charged, running.left())) {
                throw new IOException("no memory for the answer");
            }
        }
        return true;
    }

    private static HttpFailure.ErrorResponse answered(Answer answer, Collection<String> secrets, String encoding) {
        ResponseBody body = answer.body();
        return new HttpFailure.ErrorResponse(
                answer.status(),
                encoding.isEmpty()
                        ? ErrorText.of(body, secrets)
                        : "an explanation in the encoding " + CloudQuote.of(shortened(encoding)),
                encoding.isEmpty() ? document(body) : null,
                RetryAfter.of(answer.status(), answer.headers(), body, Instant.now())
                        .orElse(null));
    }

    private static @Nullable JsonNode document(ResponseBody body) {
        JsonNode json = ResponseJson.lenient(body);
        return json.isMissingNode() ? null : json;
    }

    /**
     * Returns the request with the headers that every request gets. An uncompressed answer is requested, because its
     * size is known while it arrives.
     */
    static RequestEntity<?> complete(RequestEntity<?> request) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.getHeaders());
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        headers.set(HttpHeaders.USER_AGENT, UserAgent.NAME);
        return new RequestEntity<>(request.getBody(), headers, request.getMethod(), request.getUrl());
    }

    private static String encoding(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        return encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity") ? "" : encoding;
    }

    private static String shortened(String encoding) {
        return encoding.length() <= 20 ? encoding : encoding.substring(0, 20) + "...";
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-deadlines").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
