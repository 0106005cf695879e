package io.spotmanager.clouds.openstack.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spotmanager.clouds.http.BoundedHttp;
import io.spotmanager.clouds.http.ConnectionSettings;
import io.spotmanager.clouds.http.HttpFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;

/**
 * openstack4j's connector over {@link BoundedHttp}, found through the service loader.
 *
 * <p>Unlike openstack4j's own connectors it throws a {@link HttpFailure} for every answer that is not a success.
 * openstack4j itself turns a 404 into null or an empty list: that loses Nova's message, and a mistyped address looks
 * like a cloud without hosts.
 */
public final class OpenStackTransport implements HttpExecutorService {

    private static final int DEFAULT_TIMEOUT_MILLIS = 20_000;
    private static final Set<String> WITHHELD = Set.of(
            ClientConstants.HEADER_OS4J_AUTH.toLowerCase(Locale.ROOT),
            "content-length",
            "host",
            "connection",
            "expect");

    /** Clients by the settings that a client cannot change later. */
    private final Map<ConnectionSettings, BoundedHttp> clients = new ConcurrentHashMap<>();

    @Override
    public String getExecutorDisplayName() {
        return "Apache HttpClient 5";
    }

    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        Config config = request.getConfig();
        BoundedHttp client = clients.computeIfAbsent(
                new ConnectionSettings(
                        Duration.ofMillis(orDefault(config.getConnectTimeout())),
                        config.getSslContext(),
                        config.getHostNameVerifier()),
                BoundedHttp::over);
        String token = String.valueOf(request.getHeaders().getOrDefault(ClientConstants.HEADER_X_AUTH_TOKEN, ""));
        return new CompleteResponse(
                client.success(translate(request), Duration.ofMillis(orDefault(config.getReadTimeout())), token));
    }

    private static int orDefault(int millis) {
        return millis > 0 ? millis : DEFAULT_TIMEOUT_MILLIS;
    }

    private static RequestEntity<?> translate(HttpRequest<?> request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        byte[] body = body(request);
        if (body != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, request.getContentType());
        }
        request.getHeaders().forEach((name, value) -> {
            if (!WITHHELD.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name, String.valueOf(value));
            }
        });
        return new RequestEntity<>(
                body, headers, HttpMethod.valueOf(request.getMethod().name()), URI.create(request.getUrl()));
    }

    private static byte @Nullable [] body(HttpRequest<?> request) {
        Object entity = request.getEntity();
        if (request.hasJson()) {
            return request.getJson().getBytes(StandardCharsets.UTF_8);
        }
        if (entity == null) {
            return null;
        }
        try {
            return ObjectMapperSingleton.getContext(entity.getClass()).writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + entity.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
