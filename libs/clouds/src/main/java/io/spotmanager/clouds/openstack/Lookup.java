package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.call.CloudQuote;
import java.util.Map;
import java.util.stream.Stream;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * A GET over openstack4j's transport.
 *
 * <p>openstack4j's own list methods are not used: they read a body without the list as an empty list, follow no pages,
 * and ignore fields of later microversions.
 */
record Lookup(Config config) {

    private static final String MICROVERSION = "OpenStack-API-Version";

    static final String BASELINE = "compute 2.1";

    /** @param microversion for Nova or placement; Keystone and Neutron ignore it */
    record GetRequest<T>(String path, Map<String, String> query, String microversion, Class<T> type) {}

    /** @throws io.spotmanager.clouds.http.HttpFailure for everything except a readable success */
    <T> T get(String address, AuthenticatedEndpoint access, GetRequest<T> request) {
        var sent = HttpRequest.builder(request.type())
                .endpoint(address)
                .path(request.path())
                .config(config)
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, access.token().getId())
                .header(MICROVERSION, request.microversion());
        request.query().forEach(sent::queryParam);
        HttpResponse answer = HttpExecutor.create().execute(sent.build());
        checkMicroversion(answer, request.microversion());
        return answer.readEntity(request.type());
    }

    /**
     * Nova and placement repeat the microversion in their answers. An answer in another one lacks fields, which would
     * look like values that are not there. The baseline is not checked, because no other version has fewer fields.
     */
    private static void checkMicroversion(HttpResponse answer, String asked) {
        if (asked.equals(BASELINE)) {
            return;
        }
        String number = asked.substring(asked.indexOf(' ') + 1);
        String given = answer.header(MICROVERSION);
        String older = answer.header("X-OpenStack-Nova-API-Version");
        // A proxy may repeat a header, and HTTP then joins its values.
        boolean repeated =
                given != null && Stream.of(given.split(",", -1)).allMatch(each -> asked.equalsIgnoreCase(each.strip()));
        if (!repeated && !number.equals(older)) {
            throw new HttpFailure.MalformedResponse("an answer in "
                    + (given == null && older == null
                            ? "no microversion"
                            : "microversion " + CloudQuote.of(String.valueOf(given == null ? older : given)))
                    + " although " + asked
                    + " was asked for: the address must be that of API 2.1, and proxies must pass on"
                    + " the header " + MICROVERSION);
        }
    }
}
