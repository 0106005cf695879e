package io.spotmanager.clouds.netbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.SpecCheck;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests and simulated answers held against NetBox's own description of its API, where that is at hand. */
class NetboxSpecTest {

    /** Understood by every version, yet missing in the description. */
    private static final Set<String> UNDESCRIBED = Set.of("exclude");

    private static SpecCheck spec = SpecCheck.none();
    private final SimulatedNetbox world = new SimulatedNetbox();

    @BeforeAll
    static void load() throws IOException {
        // A device that faces nowhere has null there, whatever the description says.
        spec = SpecCheck.of("netbox-4.2.2-openapi.yaml", place -> place.endsWith(".face"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void requests_use_only_described_paths_and_parameters() {
        world.environment.put("NETBOX_TAGS", "gpu-server");
        world.environment.put("NETBOX_STATUSES", "active");
        assertThat(world.netbox().devices().problem()).isEmpty();
        assertThat(world.requests()).hasSizeGreaterThan(2).allSatisfy(line -> {
            URI uri = URI.create(line.substring("GET /netbox".length()));
            assertThat(spec.parameters("GET", uri.getPath())).containsAll(names(uri));
        });
    }

    @Test
    void the_simulators_lists_have_the_described_form() {
        for (String path : new String[] {"/api/dcim/devices/", "/api/tenancy/tenants/"}) {
            JsonNode page = world.answer("/netbox" + path + "?status=active&status=failed&status=inventory&limit=25");
            assertThat(page.path("results")).isNotEmpty();
            assertThat(spec.faults("GET", path, 200, page)).as(path).isEmpty();
        }
    }

    @Test
    void a_broken_answer_would_be_noticed() {
        JsonNode broken = new JsonMapper().readTree("""
                {"count":"many","results":[{"id":1,"url":"u","display":"d","name":7,"status":{"value":"bogus"}}]}""");
        assertThat(spec.faults("GET", "/api/dcim/devices/", 200, broken))
                .contains(
                        "$.count is no integer",
                        "$.results[0].name is no string",
                        "$.results[0].status.value is none of its values",
                        "$.results[0].site is missing");
    }

    private static Iterable<String> names(URI uri) {
        return Stream.of(uri.getQuery().split("&", -1))
                .map(parameter -> Arrays.asList(parameter.split("=", 2)).getFirst())
                .filter(name -> !UNDESCRIBED.contains(name))
                .toList();
    }
}
