package io.spotmanager.simulator.nova;

import com.sun.net.httpserver.Headers;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import java.util.Locale;
import java.util.Set;

/**
 * Nova under {@code /v2}, as release 26 answers there: the lowest microversion whatever the request asks for, and no
 * microversion header. A server's flavor is id and links, flavors have no extra specs, and no list says UNKNOWN.
 */
public final class LegacyNovaApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/v2";

    private static final Set<String> MICROVERSION_HEADERS =
            Set.of("openstack-api-version", "x-openstack-nova-api-version", "vary");

    private final NovaApi nova;

    public LegacyNovaApi(NovaApi nova) {
        this.nova = nova;
    }

    @Override
    public Response answer(Request request) {
        if (request.path().equals(PREFIX) || request.path().equals(PREFIX + "/")) {
            return Response.json(200, NovaApi.versionDocument(request.base() + PREFIX, "SUPPORTED", "", ""));
        }
        Headers headers = new Headers();
        request.headers().forEach((name, values) -> {
            if (!MICROVERSION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        Query query = request.query();
        Response response = nova.answer(new Request(
                request.method(),
                NovaApi.PREFIX + request.path().substring(PREFIX.length()),
                query,
                headers,
                request.base(),
                request.body(),
                request.sideEffects()));
        return new Response(
                response.status(),
                response.headers().stream()
                        .filter(header ->
                                !MICROVERSION_HEADERS.contains(header.name().toLowerCase(Locale.ROOT)))
                        .toList(),
                response.body().replace(request.base() + NovaApi.PREFIX + "/", request.base() + PREFIX + "/"));
    }
}
