package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares answers with recorded ones: status, headers, form, fields and values, in the ids of another cloud. */
final class Replay {

    /** Their values are the cloud's own: numbers of rows, generations, amounts of resources. */
    private static final Set<String> KEYS_AND_TYPES_ONLY = Set.of(
            "01b-token-issue-ok",
            "88-flavors-paging",
            "h8-placement-provider",
            "i2-migrations-2.23",
            "i3-migrations-2.59",
            "i4-migrations-2.1",
            "i7-placement-allocations-source",
            "ia-migrations-reverted");

    private static final List<String> COMPARED_HEADERS = List.of("content-type", "www-authenticate");

    /** Those that the client reads: one that is not in the recording must not come either. */
    private static final List<String> READ_HEADERS = List.of("openstack-api-version", "retry-after");

    private final Map<String, String> ids = new HashMap<>();

    /** Notes under which id this cloud has what was recorded under another one. */
    void know(String recorded, String ours) {
        ids.put(recorded, ours);
    }

    String inOurIds(String recorded) {
        String ours = recorded;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            ours = ours.replace(id.getKey(), id.getValue());
        }
        return ours;
    }

    static Map<String, String> headers(String name, Capture capture, String token) {
        Map<String, String> headers = new HashMap<>();
        if (capture.asked().containsKey("openstack-api-version")) {
            headers.put(Cloud.MICROVERSION, capture.asked().get("openstack-api-version"));
        }
        if (capture.asked().containsKey("x-auth-token")) {
            headers.put("X-Auth-Token", name.endsWith("-bad-token") ? "gAAAAABnotatoken" : token);
        }
        return headers;
    }

    void check(String name, Capture capture, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(capture.status());
        for (String header : COMPARED_HEADERS) {
            if (capture.headers().containsKey(header)) {
                assertThat(Likeness.masked(reply.header(header)))
                        .as(header)
                        .isEqualTo(Likeness.masked(capture.headers().get(header)));
            }
        }
        for (String header : READ_HEADERS) {
            assertThat(reply.header(header))
                    .as(header)
                    .isEqualTo(capture.headers().getOrDefault(header, ""));
        }
        if (capture.body().startsWith("<") || capture.body().isEmpty()) {
            assertThat(reply.text()).isEqualToIgnoringWhitespace(capture.body());
        } else {
            assertThat(new Likeness(!KEYS_AND_TYPES_ONLY.contains(name))
                            .differences(
                                    Excerpts.sorted(Cloud.json(capture.body())),
                                    Excerpts.of(name, relevant(name, reply))))
                    .isEmpty();
        }
    }

    /** The recording of a log-in keeps, of the catalog, the compute service only. */
    private static JsonNode relevant(String name, Reply reply) {
        JsonNode body = reply.json();
        if (name.equals("01b-token-issue-ok")) {
            ArrayNode catalog = Json.array();
            body.at("/token/catalog")
                    .valueStream()
                    .filter(entry -> entry.path("type").asString("").equals("compute"))
                    .forEach(catalog::add);
            ((ObjectNode) body.path("token")).set("catalog", catalog);
        }
        return body;
    }
}
