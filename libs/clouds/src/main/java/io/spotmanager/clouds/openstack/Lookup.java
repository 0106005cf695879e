package io.spotmanager.clouds.openstack;

import java.util.Map;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * A GET over openstack4j's transport.
 *
 * <p>openstack4j's own list methods are not used: they read a body without the list as an empty list, follow no pages,
 * and ignore fields of later microversions.
 */
record Lookup(Config config) {

    static final String BASELINE = "compute 2.1";

    /** @param microversion for Nova; other services ignore it */
    record Question<T>(String path, Map<String, String> query, String microversion, Class<T> type) {}

    /** @throws io.spotmanager.clouds.wire.WireFailure for everything except a readable success */
    <T> T get(String address, Access access, Question<T> question) {
        var request = HttpRequest.builder(question.type())
                .endpoint(address)
                .path(question.path())
                .config(config)
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, access.token().getId())
                .header("OpenStack-API-Version", question.microversion());
        question.query().forEach(request::queryParam);
        return HttpExecutor.create().execute(request.build()).readEntity(question.type());
    }
}
