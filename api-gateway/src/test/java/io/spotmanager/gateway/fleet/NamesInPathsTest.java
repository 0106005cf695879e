package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nova accepts almost any characters in the name of an aggregate, so the API does, too. */
@GatewayTest
class NamesInPathsTest {
    private final Gateway gateway;

    NamesInPathsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract-A/B",
                "contract-A//B",
                "contract-/../x",
                "contract-50%",
                "contract-%2F",
                "contract-a;b",
                "contract-a\\b",
                "contract-Müller & Söhne",
                "contract-株式会社",
                "contract-a?b#c",
                "contract-'quoted' \"twice\"",
                "contract-..",
                "contract-<b>",
                "contract-{x}",
                "contract-0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012"
            })
    void a_pool_is_found_by_its_name_in_the_path(String name) {
        pool(name);

        var reply = gateway.raw("GET /api/aggregates/unclassified/" + encoded(name));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/pool/name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/aggregates/unclassified/no%2Fpool",
                "/api/aggregates/unclassified/%2E%2E",
                "/api/aggregates/unclassified/%252E",
                "/api/aggregates/unclassified/%",
                "/api/aggregates/unclassified/%zz",
                "/api/aggregates/unclassified/a;b",
                "/api/aggregates/unclassified/%00",
                "/api/aggregates/unclassified/a%0Ab",
                "/api/aggregates/unclassified/%FF",
                "/api/aggregates/A%2FB",
                "/api/aggregates/%2F/%2F",
                "/api/contract-aggregates/A%2FB",
                "/api/host-vms/A%2FB",
                "/api/host-vms/%5C",
                "/api/host-vms/%2E",
                "/api/operations/A%2FB",
                "/api/openstack/servers/A%2FB/status",
                "/api/audit%2Fexport",
                "/%2Fapi/gpu-types",
                "/assets/..%2F..%2Fapi-gateway.yml",
                "/assets/%2E%2E%2Fapi-gateway.yml"
            })
    void what_is_not_found_or_cannot_be_a_name_is_a_problem_and_never_a_page(String path) {
        var reply = gateway.raw("GET " + path);

        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).as(reply.text()).startsWith("application/problem+json");
    }

    @Test
    void a_type_and_a_pool_with_slashes_are_never_taken_for_one_another() {
        pool("contract-a");
        assertThat(status("/api/aggregates/unclassified/contract-a")).isEqualTo(200);
        assertThat(status("/api/aggregates/unclassified%2Fcontract-a")).isEqualTo(404);
    }

    /** A path with an encoded slash must not be a way around the rules of access. */
    @Test
    void an_encoded_slash_opens_nothing() {
        assertThat(status("/api/tokens")).isEqualTo(403);
        assertThat(status("/api%2Ftokens")).isIn(403, 404);
        assertThat(status("/api/tokens%2F")).isIn(403, 404);
        assertThat(status("/actuator%2Fenv")).isIn(403, 404);
    }

    private int status(String path) {
        return gateway.raw("GET " + path).status();
    }

    private void pool(String name) {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink, zone)
                values ('%s', 1, 'CONTRACT', null, null, false, null)""".formatted(name.replace("'", "''")));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
