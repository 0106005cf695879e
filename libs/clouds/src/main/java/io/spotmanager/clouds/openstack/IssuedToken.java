package io.spotmanager.clouds.openstack;

import java.util.function.Supplier;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** A token for openstack4j's services with only what their requests need: the token itself and Nova's address. */
final class IssuedToken extends KeystoneToken {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<String> computeUrl;

    IssuedToken(String id, String keystone, Supplier<String> computeUrl) {
        this.computeUrl = computeUrl;
        setId(id);
        setEndpoint(keystone);
    }

    String computeUrl() {
        return computeUrl.get();
    }
}
