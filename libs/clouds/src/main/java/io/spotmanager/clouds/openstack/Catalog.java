package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.identity.URLResolverParams;

/**
 * Selects a service's address from the token's catalog.
 *
 * <p>openstack4j's own resolver is not used: it matches types by pattern, caches addresses statically for the life of
 * the process, and falls back to Keystone's address, so that Nova's requests would go there.
 */
record Catalog(@Nullable String region, Facing facing) implements EndpointURLResolver {

    private static final int LONGEST = 200;

    /**
     * Returns the service's address, without a slash at its end.
     *
     * @throws NoAccess if the catalog has no usable address; the message says what to do
     */
    String address(List<ServiceEndpoint> endpoints, String type) {
        return suitable(endpoints, type)
                .filter(ServiceEndpoint::isHttp)
                .findFirst()
                .orElseThrow(() -> new NoAccess(NoAccess.Kind.REJECTED, missing(endpoints, type)))
                .address();
    }

    /** Returns the region and interface that are used, for messages. */
    String describe() {
        return (region == null ? "any region" : "region " + region) + ", interface " + facing.value();
    }

    @Override
    public String findURLV3(URLResolverParams params) {
        return ((IssuedToken) params.token).address(this, params.type.getType());
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw new UnsupportedOperationException("Keystone v2 is not spoken");
    }

    private String missing(List<ServiceEndpoint> endpoints, String type) {
        Optional<String> odd =
                suitable(endpoints, type).map(ServiceEndpoint::url).findFirst();
        return odd.map(url -> "Keystone's catalog gives '" + shortened(url) + "' as the address of the " + type
                        + " service for " + describe()
                        + ", which is no http or https address: correct it with 'openstack endpoint set --url'")
                .orElseGet(() -> "Keystone's catalog has no " + type + " service for " + describe()
                        + ": correct OS_REGION_NAME or OS_INTERFACE");
    }

    private Stream<ServiceEndpoint> suitable(List<ServiceEndpoint> endpoints, String type) {
        return endpoints.stream()
                .filter(endpoint -> type.equals(endpoint.type()))
                .filter(endpoint -> facing.value().equals(endpoint.facing()))
                .filter(endpoint ->
                        region == null || region.equals(endpoint.region()) || region.equals(endpoint.regionId()));
    }

    private static String shortened(String url) {
        return url.length() <= LONGEST ? url : url.substring(0, LONGEST) + "...";
    }
}
