package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudQuote;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.identity.URLResolverParams;

/**
 * Selects a service's address from the token's catalog, as keystoneauth does (keystoneauth1/access/service_catalog.py).
 *
 * <p>openstack4j's own resolver is not used: it matches types by pattern, caches addresses statically for the life of
 * the process, and falls back to Keystone's address, so that Nova's requests would go there.
 *
 * @param services by the names that settings have for them
 */
record Catalog(Map<String, Service> services) implements EndpointURLResolver {

    private static final int LONGEST = 200;

    /**
     * Returns the service's address, without a slash at its end.
     *
     * @param service such as {@code compute}
     * @throws AuthenticationFailure if the catalog has no usable address; the message says what to do
     */
    String address(List<ServiceEndpoint> endpoints, String service) {
        Service wanted = Objects.requireNonNull(services.get(service), service);
        return wanted.override() != null
                ? wanted.override()
                : suitable(endpoints, wanted)
                        .filter(ServiceEndpoint::isHttp)
                        .findFirst()
                        .orElseThrow(() -> new AuthenticationFailure(
                                AuthenticationFailure.Kind.REJECTED, missing(endpoints, service, wanted)))
                        .address();
    }

    /** Called by openstack4j, which is used for Nova alone. */
    @Override
    public String findURLV3(URLResolverParams params) {
        return ((IssuedToken) params.token).computeUrl();
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw new UnsupportedOperationException("Keystone v2 is not spoken");
    }

    private static String missing(List<ServiceEndpoint> endpoints, String service, Service wanted) {
        Optional<String> odd =
                suitable(endpoints, wanted).map(ServiceEndpoint::url).findFirst();
        return odd.map(url -> "Keystone's catalog gives " + CloudQuote.of(shortened(url)) + " as the address of the "
                        + wanted.type()
                        + " service for " + wanted.describe()
                        + ", which is no http or https address: correct it with 'openstack endpoint set --url'")
                .orElseGet(() -> "Keystone's catalog has no " + wanted.type() + " service for " + wanted.describe()
                        + ": correct OS_REGION_NAME or OS_INTERFACE (region_name and interface in clouds.yaml), or give"
                        + " its address in OS_" + service.toUpperCase(Locale.ROOT) + "_ENDPOINT_OVERRIDE");
    }

    /** Returns the endpoints in the order of preference of their interfaces. */
    private static Stream<ServiceEndpoint> suitable(List<ServiceEndpoint> endpoints, Service wanted) {
        return wanted.facings().stream().flatMap(facing -> suitable(endpoints, wanted, facing));
    }

    private static Stream<ServiceEndpoint> suitable(List<ServiceEndpoint> endpoints, Service wanted, Facing facing) {
        return endpoints.stream()
                .filter(endpoint -> wanted.type().equals(endpoint.type()))
                .filter(endpoint -> isNamed(endpoint, wanted.name()))
                .filter(endpoint -> facing.value().equals(endpoint.facing()))
                .filter(endpoint -> isIn(endpoint, wanted.region()));
    }

    /** Keystone does not have to tell names. */
    private static boolean isNamed(ServiceEndpoint endpoint, @Nullable String name) {
        return name == null || endpoint.name().isEmpty() || name.equals(endpoint.name());
    }

    private static boolean isIn(ServiceEndpoint endpoint, @Nullable String region) {
        return region == null || region.equals(endpoint.region()) || region.equals(endpoint.regionId());
    }

    private static String shortened(String url) {
        return url.length() <= LONGEST ? url : url.substring(0, LONGEST) + "...";
    }
}
