package io.spotmanager.gateway.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;

@GatewayTest
class OpenStackTest {
    private static final String STATUS = "/api/openstack/server/status";
    private static final String ADD = "/api/openstack/server/add-network";

    private final Gateway gateway;
    private final String host;
    private final String server;

    OpenStackTest(Gateway gateway) {
        this.gateway = gateway;
        this.host = gateway.cloud().busyHostOf("L40-n3");
        this.server = gateway.cloud().serverOn(host);
    }

    private String idOfServer() {
        return gateway.viewer()
                .get(STATUS + "?name=" + server)
                .is(200)
                .json()
                .path("servers")
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void a_server_is_shown_by_its_name_and_by_its_id() {
        var byName = gateway.viewer()
                .get(STATUS + "?name=" + server)
                .is(200)
                .json()
                .path("servers")
                .path(0);

        assertThat(byName.path("name").asString()).isEqualTo(server);
        assertThat(byName.path("host").asString()).isEqualTo(host);
        assertThat(byName.path("status").asString()).isNotBlank();
        var byId = gateway.viewer()
                .get(STATUS + "?id=" + byName.path("id").asString())
                .is(200);
        assertThat(byId.json().path("servers").path(0)).isEqualTo(byName);
    }

    @Test
    void an_unknown_server_is_not_found() {
        gateway.viewer()
                .get(STATUS + "?name=nobody")
                .isProblem(404, "not-found")
                .says("There is no server nobody");
    }

    @Test
    void a_question_must_name_a_server_in_one_way() {
        gateway.viewer().get(STATUS).isProblem(400, "invalid-request");
        gateway.viewer().get(STATUS + "?name=a&id=b").isProblem(400, "invalid-request");
    }

    @Test
    void a_network_is_shown_by_its_name() {
        var network = gateway.viewer()
                .get("/api/openstack/network/show?name=storage-net")
                .is(200)
                .json()
                .path("networks")
                .path(0);

        assertThat(network.path("name").asString()).isEqualTo("storage-net");
        assertThat(network.path("shared").asBoolean()).isTrue();
    }

    @Test
    void a_network_to_be_attached_becomes_an_operation_on_the_server() {
        var body = "{\"server\": \"%s\", \"network\": \"storage-net\", \"reason\": \"forgotten\"}".formatted(server);

        var operation = gateway.operator().post(ADD, body).is(202);

        var seen = gateway.viewer().get(operation.header("Location")).is(200);
        assertThat(seen.field("kind")).isEqualTo("attach-network");
        assertThat(seen.field("host")).isEqualTo(idOfServer());
        assertThat(seen.json().path("request").path("server_id").asString()).isEqualTo(idOfServer());
        gateway.operator().post(ADD, body).isProblem(409, "host-busy");
    }

    @Test
    void a_server_whose_name_an_open_operation_holds_gets_no_network_beside_it() {
        var body = "{\"server\": \"%s\", \"network\": \"storage-net\"}".formatted(server);
        var holder = gateway.acceptedMoveOf(server);

        gateway.operator().post(ADD, body).isProblem(409, "host-busy").says("/api/operations/" + holder);
    }

    @Test
    void a_repeated_request_gets_the_same_answer_whatever_has_become_of_the_cloud() {
        var body = "{\"server\": \"%s\", \"network\": \"storage-net\"}".formatted(server);
        var first = gateway.operator().withKey("k-1").post(ADD, body).is(202);
        gateway.cloud().fails("conflict");

        assertThat(gateway.operator().withKey("k-1").post(ADD, body).is(202).id())
                .isEqualTo(first.id());
        gateway.operator()
                .withKey("k-1")
                .post(ADD, body.replace("storage-net", "other"))
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void what_does_not_exist_is_not_attached() {
        gateway.operator()
                .post(ADD, "{\"server\": \"%s\", \"network\": \"nowhere\"}".formatted(server))
                .isProblem(404, "not-found")
                .says("There is no network nowhere");
        gateway.operator()
                .post(ADD, "{\"server\": \"nobody\", \"network\": \"storage-net\"}")
                .isProblem(404, "not-found");
    }

    @Test
    void a_cloud_that_cannot_be_read_is_said_so() {
        gateway.cloud().fails("conflict");

        gateway.viewer().get(STATUS + "?name=" + server).isProblem(503, "cloud-unavailable");
    }
}
