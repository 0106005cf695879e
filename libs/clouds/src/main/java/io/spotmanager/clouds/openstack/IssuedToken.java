package io.spotmanager.clouds.openstack;

import java.util.List;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** A token for openstack4j's services with only what their requests need: the token itself and the catalog. */
final class IssuedToken extends KeystoneToken {

    private static final long serialVersionUID = 1L;

    private final transient List<ServiceEndpoint> services;

    IssuedToken(String id, String keystone, List<ServiceEndpoint> services) {
        this.services = services;
        setId(id);
        setEndpoint(keystone);
    }

    String address(Catalog catalog, String type) {
        return catalog.address(services, type);
    }
}
