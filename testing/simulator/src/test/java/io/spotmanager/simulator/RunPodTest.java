package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.runpod.RunPodApi;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a host account sees of the simulated RunPod. */
class RunPodTest {

    private static final String ADD =
            "mutation Add($input: MachineAddInput!) { machineAdd(input: $input) { id name installCert } }";
    private static final String DELETE = "mutation { machineDelete(machineId: \"%s\") { id } }";
    private static final String LIST = "query { myself { machines { id name installCert } } }";

    private final Vendors vendors = new Vendors();

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_machine_gets_an_id_and_a_certificate() {
        JsonNode machine = add("CA1-L40-01");

        assertThat(machine.path("name").stringValue()).isEqualTo("CA1-L40-01");
        assertThat(machine.path("installCert").stringValue()).startsWith("cert-");
        assertThat(machines()).containsExactly(machine);
    }

    @Test
    void the_same_name_again_is_another_machine() {
        add("CA1-L40-01");
        add("CA1-L40-01");

        assertThat(machines())
                .extracting(each -> each.path("name").stringValue())
                .containsExactly("CA1-L40-01", "CA1-L40-01");
        assertThat(vendors.state().path("machines").size()).isEqualTo(2);
    }

    @Test
    void a_deleted_machine_is_gone_and_cannot_be_deleted_again() {
        String id = add("CA1-L40-01").path("id").stringValue();

        assertThat(vendors.graphQl(DELETE.formatted(id), Json.object()).json().has("errors"))
                .isFalse();
        assertThat(machines()).isEmpty();
        Reply again = vendors.graphQl(DELETE.formatted(id), Json.object());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/errors/0/message").stringValue()).isEqualTo("Machine not found");
        assertThat(again.json().at("/data/machineDelete").isNull()).isTrue();
    }

    @Test
    void only_what_was_asked_for_is_answered() {
        add("CA1-L40-01");

        JsonNode machine = vendors.graphQl("{ myself { machines { name } } }", Json.object())
                .json()
                .at("/data/myself/machines/0");

        assertThat(machine.propertyNames()).containsExactly("name");
    }

    private String registered() {
        return vendors.graphQl("{ myself { machines { registered } } }", Json.object())
                .json()
                .at("/data/myself/machines/0/registered")
                .toString();
    }

    private void vmStartsWith(String userData) {
        vendors.order(Vendors.orderOf("CA1-L40-01").put("user_data", userData));
    }

    private String certificate() {
        String certificate = add("CA1-L40-01").path("installCert").stringValue();
        return Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_host_has_joined_some_time_after_the_vm_with_its_certificate_runs() {
        vmStartsWith("#cloud-config\ncontent: " + certificate());

        vendors.pass(5);
        assertThat(registered()).isEqualTo("false");
        vendors.pass(60);
        assertThat(registered()).isEqualTo("true");
    }

    @Test
    void user_data_that_cloud_init_ignores_joins_nothing() {
        vmStartsWith("# cloud-config\ncontent: " + certificate());

        vendors.pass(3_600);
        assertThat(registered()).isEqualTo("false");
    }

    @Test
    void an_unknown_field_is_refused() {
        add("CA1-L40-01");

        Reply reply = vendors.graphQl("{ myself { machines { secrets } } }", Json.object());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/message").stringValue())
                .isEqualTo("Cannot query field \"secrets\" on type \"Machine\".");
    }

    @Test
    void the_script_answers_errors_with_200() {
        vendors.cloud.script("{\"fault\":\"error-in-200\",\"match\":{\"path\":\"/runpod/\"}}");

        Reply reply = vendors.graphQl(LIST, Json.object());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("data").isNull()).isTrue();
        assertThat(reply.json().path("errors").size()).isEqualTo(1);
    }

    @Test
    void the_key_may_stand_in_the_address_or_in_a_header_and_is_checked() {
        String body = Json.write(Json.object().put("query", LIST));
        String path = RunPodApi.PREFIX + "/graphql";

        assertThat(vendors.cloud
                        .send("POST", path + "?api_key=" + RunPodApi.KEY, body, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(vendors.cloud
                        .send("POST", path, body, Map.of("Authorization", "Bearer wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(vendors.cloud.send("POST", path, body, Map.of()).status()).isEqualTo(403);
    }

    private JsonNode add(String name) {
        ObjectNode input = Json.object().put("name", name);
        return vendors.graphQl(ADD, Json.object().set("input", input)).json().at("/data/machineAdd");
    }

    private Iterable<JsonNode> machines() {
        return vendors.graphQl(LIST, Json.object()).json().at("/data/myself/machines");
    }
}
