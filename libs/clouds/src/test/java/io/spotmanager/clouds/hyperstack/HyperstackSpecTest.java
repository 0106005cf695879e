package io.spotmanager.clouds.hyperstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.RecordingProxy;
import io.spotmanager.clouds.fixture.RecordingProxy.Passage;
import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.clouds.fixture.SpecCheck;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that passes between our client and the simulator during a launch, held against the vendor's own description
 * where that is at hand.
 *
 * <p>That description is wrong in places. Every field of an answer may be null, although it never says so. The rules of a new
 * VM need no {@code virtual_machine_id}, which a script of the vendor's has added to the list of required fields. 429 comes,
 * but is not mentioned.
 */
class HyperstackSpecTest {

    private static final String PREFIX = "/hyperstack/v1";
    private static final String BOGUS = ".virtual_machine_id is missing";
    private static final JsonMapper JSON = new JsonMapper();

    private static SpecCheck spec = SpecCheck.none();
    private final SimulatedVendors vendors = new SimulatedVendors();
    private final RecordingProxy proxy = new RecordingProxy(vendors.url());

    @BeforeAll
    static void load() throws IOException {
        spec = SpecCheck.of("hyperstack-openapi.yaml", place -> true);
    }

    @AfterEach
    void stop() {
        proxy.close();
        vendors.close();
    }

    @Test
    void all_that_is_said_in_a_launch_and_its_failures_is_as_described() {
        live(vendors.hyperstackAt(proxy.url()));

        Set<String> seen = new TreeSet<>();
        for (Passage passage : proxy.passages) {
            String path = passage.uri().getPath().substring(PREFIX.length());
            String template = spec.template(path).orElseThrow(() -> new AssertionError("No path like " + path));
            seen.add(passage.method() + " " + template + " " + passage.status());
            assertThat(requestFaults(passage, template)).as(passage.toString()).isEmpty();
            assertThat(answerFaults(passage, template)).as(passage.toString()).isEmpty();
        }
        assertThat(seen)
                .contains(
                        "POST /core/virtual-machines 200",
                        "POST /core/virtual-machines 400",
                        "POST /core/virtual-machines 404",
                        "POST /core/virtual-machines 409",
                        "POST /core/virtual-machines 429",
                        "GET /core/virtual-machines 200",
                        "GET /core/virtual-machines/{vm_id} 200",
                        "GET /core/virtual-machines/{vm_id} 404",
                        "DELETE /core/virtual-machines/{vm_id} 200",
                        "POST /core/virtual-machines/{vm_id}/attach-firewalls 200",
                        "POST /core/virtual-machines/{vm_id}/attach-firewalls 400",
                        "GET /core/firewalls/{id} 200",
                        "GET /core/firewalls 200",
                        "GET /core/images 200",
                        "GET /core/flavors 200",
                        "GET /core/environments 200",
                        "GET /core/keypairs 200")
                .noneMatch(call -> call.matches(".*/(hard-reboot|start|stop|hibernate|hibernate-restore) .*"));
    }

    @Test
    void a_request_or_an_answer_that_breaks_the_description_would_be_noticed() {
        JsonNode request = JSON.readTree("""
                {"name": 7, "environment_name": "e", "flavor_name": "f", "count": "1", "image": "i"}""");
        JsonNode answer = JSON.readTree("{\"status\": \"yes\", \"instances\": [{\"id\": \"x\"}]}");

        assertThat(spec.bodyFaults("POST", "/core/virtual-machines", request))
                .contains(
                        "$.name is no string",
                        "$.count is no integer",
                        "$.key_name is missing",
                        "$.image is not described");
        assertThat(spec.faults("POST", "/core/virtual-machines", 200, answer))
                .contains("$.status is no boolean", "$.instances[0].id is no integer");
    }

    /** A launch from the catalogue to the end of the VM, with every kind of refusal on the way. */
    private void live(VmProvider hyperstack) {
        hyperstack.environments();
        hyperstack.keyPairs();
        hyperstack.images("CANADA-1");
        hyperstack.flavors("CANADA-1");
        hyperstack.named("training-1");
        Vm vm = hyperstack.create(SimulatedVendors.order("training-1")).found().orElseThrow();
        hyperstack.create(SimulatedVendors.order("training-1"));
        hyperstack.create(SimulatedVendors.orderIn("nowhere", "training-2"));
        hyperstack.attachFirewalls(vm.id(), List.of(SimulatedVendors.FIREWALL));
        for (int second = 0; second < 8; second++) {
            hyperstack.vm(vm.id());
            vendors.pass(Duration.ofSeconds(1));
        }
        hyperstack.attachFirewalls(vm.id(), List.of(SimulatedVendors.FIREWALL));
        vendors.pass(Duration.ofSeconds(2));
        hyperstack.firewall(SimulatedVendors.FIREWALL);
        hyperstack.firewalls(1);
        hyperstack.named("training-1");
        hyperstack.delete(vm.id());
        hyperstack.vm(vm.id());
        vendors.pass(Duration.ofSeconds(2));
        hyperstack.vm(vm.id());
        vendors.script("{\"fault\":\"error-before\",\"status\":400,\"match\":{\"method\":\"POST\"},\"times\":1}");
        hyperstack.create(SimulatedVendors.order("training-2"));
        vendors.script("{\"fault\":\"too-many-requests\",\"match\":{\"method\":\"POST\"},\"times\":1}");
        hyperstack.create(SimulatedVendors.order("training-2"));
    }

    private static List<String> requestFaults(Passage passage, String template) {
        Stream<String> parameters = Stream.ofNullable(passage.uri().getRawQuery())
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .map(parameter -> parameter.replaceFirst("=.*", ""))
                .filter(name -> !spec.parameters(passage.method(), template).contains(name))
                .map(name -> "parameter " + name + " is not described");
        Stream<String> body = passage.sent().isEmpty()
                ? Stream.of()
                : spec.bodyFaults(passage.method(), template, JSON.readTree(passage.sent())).stream()
                        .filter(fault -> !fault.endsWith(BOGUS));
        return Stream.concat(parameters, body).toList();
    }

    private static List<String> answerFaults(Passage passage, String template) {
        if (passage.status() == 429) {
            return List.of();
        }
        if (!spec.describes(passage.method(), template, passage.status())) {
            return List.of("status " + passage.status() + " is not described");
        }
        return spec.faults(passage.method(), template, passage.status(), JSON.readTree(passage.answered()));
    }
}
