package io.spotmanager.clouds.openstack;

import java.util.Map;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * Attaches and detaches ports over openstack4j's transport, because its own service sends no microversion.
 *
 * @param config with the time-out of an attach
 */
record InterfaceChanges(Config config) {

    /** @throws io.spotmanager.clouds.http.HttpFailure for everything except a readable success */
    Interfaces attach(AuthenticatedEndpoint access, String serverId, String networkId) {
        String body = ObjectMapperSingleton.getContext(Map.class)
                .valueToTree(Map.of("interfaceAttachment", Map.of("net_id", networkId)))
                .toString();
        HttpRequest<Interfaces> request =
                request(access, serverId, "").method(HttpMethod.POST).json(body).build();
        return HttpExecutor.create().execute(request).readEntity(Interfaces.class);
    }

    /** @throws io.spotmanager.clouds.http.HttpFailure for everything except a success */
    void detach(AuthenticatedEndpoint access, String serverId, String portId) {
        HttpExecutor.create()
                .execute(request(access, serverId, "/" + portId)
                        .method(HttpMethod.DELETE)
                        .build());
    }

    private HttpRequest.RequestBuilder<Interfaces> request(AuthenticatedEndpoint access, String serverId, String tail) {
        return HttpRequest.builder(Interfaces.class)
                .endpoint(access.computeUrl())
                .path("/servers/" + serverId + "/os-interface" + tail)
                .config(config)
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, access.token().getId())
                .header("OpenStack-API-Version", Lookup.BASELINE);
    }
}
