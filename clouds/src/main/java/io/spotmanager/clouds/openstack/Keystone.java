package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.NoAccess.Kind;
import io.spotmanager.clouds.wire.WireFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.openstack4j.api.client.IOSClientBuilder;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.core.transport.internal.HttpExecutor;
import org.openstack4j.model.identity.v3.Token;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** Asks Keystone for tokens; keeps none. */
final class Keystone {

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(2);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private final OpenStackSettings settings;
    private final Config config;
    private final Catalog catalog;
    private final Clock clock;

    Keystone(OpenStackSettings settings, Config config, Catalog catalog, Clock clock) {
        this.settings = settings;
        this.config = config;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** @throws NoAccess when there is no token to be had, with the reason and what to do */
    Access issue() {
        Instant asked = clock.instant();
        Token token = token();
        if (token.getId() == null || token.getId().isBlank()) {
            throw new NoAccess(Kind.UNREACHABLE, "Keystone at " + settings.authUrl() + " answered without a token");
        }
        String compute = catalog.address(token, "compute")
                .orElseThrow(() -> new NoAccess(Kind.REJECTED, catalog.missing("compute")));
        Duration life = life(token);
        Duration fifth = life.dividedBy(5);
        Duration margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
        return new Access(token, compute, asked.plus(life).minus(margin), asked.plus(life));
    }

    private Token token() {
        try {
            return switch (settings.credentials()) {
                case Credentials.Password password -> withPassword(password);
                case Credentials.ApplicationCredential credential -> withCredential(credential);
            };
        } catch (WireFailure failure) {
            throw translate(failure);
        }
    }

    private Token withPassword(Credentials.Password login) {
        IOSClientBuilder.V3 builder = OSFactory.builderV3()
                .endpoint(settings.authUrl())
                .withConfig(config)
                .credentials(login.username(), login.password(), login.userDomain());
        return (login.project().isTypeID()
                        ? builder.scopeToProject(login.project())
                        : builder.scopeToProject(login.project(), login.projectDomain()))
                .authenticate()
                .getToken();
    }

    /** openstack4j's builder knows no application credentials, its transport and its token do. */
    private Token withCredential(Credentials.ApplicationCredential credential) {
        Map<String, Object> identity = Map.of(
                "methods",
                List.of("application_credential"),
                "application_credential",
                Map.of("id", credential.id(), "secret", credential.secret()));
        HttpRequest<KeystoneToken> request = HttpRequest.builder(KeystoneToken.class)
                .endpoint(settings.authUrl())
                .path("/auth/tokens")
                .method(HttpMethod.POST)
                .config(config)
                .json(ObjectMapperSingleton.getContext(Map.class)
                        .valueToTree(Map.of("auth", Map.of("identity", identity)))
                        .toString())
                .build();
        HttpResponse response = HttpExecutor.create().execute(request);
        KeystoneToken token = response.readEntity(KeystoneToken.class);
        token.setId(response.header(ClientConstants.HEADER_X_SUBJECT_TOKEN));
        token.setEndpoint(settings.authUrl());
        return token;
    }

    private Duration life(Token token) {
        Date issued = token.getIssuedAt();
        Date expires = token.getExpires();
        if (issued == null || expires == null) {
            throw new NoAccess(
                    Kind.UNREACHABLE, "Keystone at " + settings.authUrl() + " answered with a token of no known life");
        }
        Duration life = Duration.between(issued.toInstant(), expires.toInstant());
        return life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
    }

    private NoAccess translate(WireFailure failure) {
        String where = "Keystone at " + settings.authUrl();
        String said = failure.text().replace(settings.credentials().secret(), "***");
        return switch (failure) {
            case WireFailure.Answered a
            when a.status() == 401 || a.status() == 403 || a.status() == 400 ->
                new NoAccess(
                        Kind.REJECTED,
                        where + " refuses the " + settings.credentials().describe() + " (" + a.status() + " " + said
                                + "): correct the credentials");
            case WireFailure.Answered a
            when a.status() == 404 ->
                new NoAccess(Kind.UNREACHABLE, where + " is no Keystone v3 (404): correct OS_AUTH_URL");
            case WireFailure.Answered a ->
                new NoAccess(
                        Kind.UNREACHABLE, where + " cannot issue tokens at present (" + a.status() + " " + said + ")");
            case WireFailure.Lost _, WireFailure.Unreached _, WireFailure.Unusable _, WireFailure.Withheld _ ->
                new NoAccess(Kind.UNREACHABLE, where + " cannot be reached: " + said);
        };
    }
}
