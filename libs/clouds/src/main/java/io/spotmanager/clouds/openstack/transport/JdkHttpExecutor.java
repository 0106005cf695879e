package io.spotmanager.clouds.openstack.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spotmanager.clouds.wire.Exchange;
import io.spotmanager.clouds.wire.WireFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * openstack4j's connector over {@link HttpClient}, found through the service loader.
 *
 * <p>Unlike openstack4j's own connectors it throws a {@link WireFailure} for every answer that is not a success.
 * openstack4j itself turns a 404 into null or an empty list: that loses Nova's message, and a mistyped address looks
 * like a cloud without hosts.
 */
public final class JdkHttpExecutor implements HttpExecutorService {

    private static final int DEFAULT_TIMEOUT_MILLIS = 20_000;
    private static final Set<String> WITHHELD = Set.of(
            ClientConstants.HEADER_OS4J_AUTH.toLowerCase(Locale.ROOT),
            "content-length",
            "host",
            "connection",
            "expect");

    /** Clients by connect time-out in milliseconds, the only setting that a client cannot change later. */
    private final Map<Integer, HttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public String getExecutorDisplayName() {
        return "JDK HTTP client";
    }

    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        Config config = request.getConfig();
        HttpClient client = clients.computeIfAbsent(
                orDefault(config.getConnectTimeout()), millis -> Exchange.client(Duration.ofMillis(millis)));
        String token = String.valueOf(request.getHeaders().getOrDefault(ClientConstants.HEADER_X_AUTH_TOKEN, ""));
        var answer = Exchange.success(
                client, translate(request), Duration.ofMillis(orDefault(config.getReadTimeout())), token);
        return new JdkHttpResponse(answer.statusCode(), answer.headers(), answer.body());
    }

    private static int orDefault(int millis) {
        return millis > 0 ? millis : DEFAULT_TIMEOUT_MILLIS;
    }

    private static java.net.http.HttpRequest translate(HttpRequest<?> request) {
        var translated = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()))
                .method(request.getMethod().name(), body(request))
                .header("Accept", ClientConstants.CONTENT_TYPE_JSON);
        if (request.hasJson() || request.getEntity() != null) {
            translated.header("Content-Type", request.getContentType());
        }
        request.getHeaders().forEach((name, value) -> {
            if (!WITHHELD.contains(name.toLowerCase(Locale.ROOT))) {
                translated.header(name, String.valueOf(value));
            }
        });
        return translated.build();
    }

    private static BodyPublisher body(HttpRequest<?> request) {
        Object entity = request.getEntity();
        if (request.hasJson()) {
            return BodyPublishers.ofString(request.getJson());
        }
        if (entity == null) {
            return BodyPublishers.noBody();
        }
        try {
            return BodyPublishers.ofByteArray(
                    ObjectMapperSingleton.getContext(entity.getClass()).writeValueAsBytes(entity));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + entity.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
