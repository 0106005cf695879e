package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.ErrorText;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.openstack.AuthenticationFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.core.transport.internal.HttpExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests tokens from Keystone; caches none. */
final class Keystone {

    static final String NAME = "Keystone";

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(2);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Keystone.class);

    private final OpenStackSettings settings;
    private final Config config;
    private final Catalog catalog;
    private final ComputeVersion computeVersion;
    private final InstantSource clock;
    private volatile @Nullable String discovered;

    Keystone(OpenStackSettings settings, Config config, Catalog catalog, Microversions versions, InstantSource clock) {
        this.settings = settings;
        this.config = config;
        this.catalog = catalog;
        this.computeVersion = new ComputeVersion(config, versions, clock);
        this.clock = clock;
    }

    /** @throws AuthenticationFailure if no token can be issued; the message says why and what to do */
    AuthenticatedEndpoint issue() {
        Instant asked = clock.instant();
        HttpResponse response = repeated(this::ask);
        String id = response.header(ClientConstants.HEADER_X_SUBJECT_TOKEN);
        if (id == null || id.isBlank()) {
            throw new AuthenticationFailure(
                    Kind.UNREACHABLE, "Keystone at " + settings.authUrl() + " answered without a token");
        }
        TokenAnswer answer = read(response);
        List<ServiceEndpoint> services = answer.services();
        String compute = catalog.address(services, "compute");
        Duration life = life(answer);
        Duration fifth = life.dividedBy(5);
        Duration margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
        return new AuthenticatedEndpoint(
                new IssuedToken(id, settings.authUrl(), () -> computeVersion.address(compute, answer.project())),
                services,
                asked.plus(life).minus(margin),
                asked.plus(life));
    }

    private HttpResponse ask() {
        HttpRequest<TokenAnswer> request = HttpRequest.builder(TokenAnswer.class)
                .endpoint(address())
                .path("/auth/tokens")
                .method(HttpMethod.POST)
                .config(config)
                .json(ObjectMapperSingleton.getContext(Map.class)
                        .valueToTree(LogIn.of(settings.credentials()))
                        .toString())
                .build();
        return HttpExecutor.create().execute(request);
    }

    /**
     * Sends a request once more if its connection ended before the answer: Keystone closes idle connections, and a
     * request for a token changes nothing.
     */
    private <T> T repeated(Supplier<T> request) {
        try {
            try {
                return request.get();
            } catch (HttpFailure.NoResponse lost) {
                if (lost.timedOut()) {
                    throw lost;
                }
                return request.get();
            }
        } catch (HttpFailure failure) {
            throw translate(failure);
        }
    }

    /** Returns the address of API 3. Asks Keystone for it if it is not configured, as keystoneauth does. */
    private String address() {
        String known = discovered;
        if (known == null) {
            known = settings.discover() ? discover() : settings.authUrl();
        }
        return known;
    }

    private String discover() {
        String root = settings.authUrl().substring(0, settings.authUrl().length() - "/v3".length());
        try {
            String found = VersionDocument.read(config, root)
                    .newest(3, URI.create(root))
                    .map(VersionDocument.Version::url)
                    .orElse(settings.authUrl());
            discovered = found;
            return found;
        } catch (HttpFailure.ErrorResponse | HttpFailure.MalformedResponse | HttpFailure.ResponseTooLarge failure) {
            LOG.debug("{} does not tell its versions ({}): using {}", root, failure.text(), settings.authUrl());
            return settings.authUrl();
        }
    }

    private TokenAnswer read(HttpResponse response) {
        try {
            return response.readEntity(TokenAnswer.class);
        } catch (HttpFailure failure) {
            throw translate(failure);
        }
    }

    private Duration life(TokenAnswer answer) {
        Duration life = answer.life()
                .orElseThrow(() -> new AuthenticationFailure(
                        Kind.UNREACHABLE,
                        "Keystone at " + settings.authUrl() + " answered with a token of no known life"));
        return life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
    }

    private AuthenticationFailure translate(HttpFailure failure) {
        String where = "Keystone at " + settings.authUrl();
        String said = ErrorText.sentence(failure.text(), settings.credentials().secret());
        return switch (failure) {
            case HttpFailure.ErrorResponse a
            when a.retryAfter().isPresent() ->
                AuthenticationFailure.until(
                        clock.instant().plus(a.retryAfter().get().pause()),
                        a.retryAfter().get().words(NAME, a.status() + " " + said) + ": no token until then");
            case HttpFailure.ErrorResponse a
            when a.status() < 500 && a.foreign(ErrorForm::matches) ->
                new AuthenticationFailure(
                        Kind.UNREACHABLE,
                        where + " is not reached: " + a.status() + " " + said
                                + ", which is no answer of Keystone itself: something in front of it, such as a proxy or a"
                                + " web firewall, refused, or OS_AUTH_URL leads elsewhere");
            case HttpFailure.ErrorResponse a
            when a.status() == 401 || a.status() == 403 || a.status() == 400 ->
                new AuthenticationFailure(
                        Kind.REJECTED,
                        where + " refuses the " + settings.credentials().describe() + " (" + a.status() + " " + said
                                + "): correct the credentials");
            case HttpFailure.ErrorResponse a
            when a.status() == 404 ->
                new AuthenticationFailure(Kind.UNREACHABLE, where + " is no Keystone v3 (404): correct OS_AUTH_URL");
            case HttpFailure.ErrorResponse a ->
                new AuthenticationFailure(
                        Kind.UNREACHABLE, where + " cannot issue tokens at present (" + a.status() + " " + said + ")");
            case HttpFailure.NoResponse lost
            when !lost.timedOut()
                    && settings.authUrl().startsWith("https:")
                    && settings.tls().cert() == null ->
                new AuthenticationFailure(
                        Kind.UNREACHABLE,
                        where + " cannot be reached: " + said
                                + ". If it wants a certificate of the client, set OS_CERT and OS_KEY (cert and key in"
                                + " clouds.yaml)");
            case HttpFailure.NoResponse _,
                    HttpFailure.ConnectionFailed _,
                    HttpFailure.MalformedResponse _,
                    HttpFailure.ResponseTooLarge _,
                    HttpFailure.NotPermitted _ ->
                new AuthenticationFailure(Kind.UNREACHABLE, where + " cannot be reached: " + Tls.explained(said));
        };
    }
}
