package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.model.identity.v3.Endpoint;
import org.openstack4j.model.identity.v3.Service;
import org.openstack4j.model.identity.v3.Token;

/**
 * Chooses a service's address from the token's catalog.
 *
 * <p>openstack4j's own resolver matches types by pattern, keeps addresses in a static cache for the life of the process, and
 * falls back to Keystone's address, to which Nova's requests would then go.
 */
record Catalog(@Nullable String region, Facing facing) implements EndpointURLResolver {

    Optional<String> address(Token token, String type) {
        return services(token).stream()
                .filter(service -> type.equals(service.getType()))
                .flatMap(service -> service.getEndpoints().stream())
                .filter(this::suits)
                .map(endpoint -> withoutSlash(endpoint.getUrl().toString()))
                .findFirst();
    }

    /** No pattern here: this runs once per call. */
    private static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }

    /** What was looked for, for people. */
    String describe() {
        return (region == null ? "any region" : "region " + region) + ", interface " + facing.value();
    }

    @Override
    public String findURLV3(URLResolverParams params) {
        return address(params.token, params.type.getType())
                .orElseThrow(() -> new NoAccess(NoAccess.Kind.REJECTED, missing(params.type.getType())));
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw new UnsupportedOperationException("Keystone v2 is not spoken");
    }

    String missing(String type) {
        return "Keystone's catalog has no " + type + " service for " + describe()
                + ": correct OS_REGION_NAME or OS_INTERFACE";
    }

    private boolean suits(Endpoint endpoint) {
        boolean here = region == null || region.equals(endpoint.getRegion()) || region.equals(endpoint.getRegionId());
        return here && endpoint.getIface() == facing && endpoint.getUrl() != null;
    }

    private static List<? extends Service> services(Token token) {
        return Objects.requireNonNullElse(token.getCatalog(), List.of());
    }
}
