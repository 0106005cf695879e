package io.spotmanager.gateway.launch;

import static io.spotmanager.gateway.fixture.Gateway.launchOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class ExecuteLaunchTest {
    private static final String PATH = "/api/execute-runpod-launch";
    private static final String HOST = "CA1-ESC8-L40-04";

    private final Gateway gateway;

    ExecuteLaunchTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void an_accepted_launch_is_on_record_with_all_that_was_asked() {
        var answer = gateway.operator()
                .post(
                        PATH,
                        launchOn(
                                HOST,
                                ", \"image_id\": 1003, \"reason\": \"more for RunPod\", \"batch_id\": \"b-1\", \"keep_on_failure\": true"))
                .is(202);

        assertThat(answer.header("Location")).isEqualTo("/api/operations/" + answer.id());
        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.field("kind")).isEqualTo("launch");
        assertThat(operation.field("host")).isEqualTo(HOST);
        assertThat(operation.field("reason")).isEqualTo("more for RunPod");
        assertThat(operation.field("batch_id")).isEqualTo("b-1");
        assertThat(operation.json().path("request").toString())
                .isEqualTo(
                        "{\"hostname\":\"%s\",\"image_id\":1003,\"image_name\":\"Debian 12\",\"keep_on_failure\":true}"
                                .formatted(HOST));
    }

    @Test
    void the_same_key_with_the_same_launch_is_one_operation() {
        var script = gateway.operator().withKey("k-1");

        var first = script.post(PATH, launchOn(HOST)).is(202).id();

        assertThat(script.post(PATH, launchOn(HOST)).is(202).id()).isEqualTo(first);
        script.post(PATH, launchOn("CA1-ESC8-L40-06")).isProblem(422, "idempotency-key-reused");
    }

    @Test
    void a_host_that_is_being_moved_gets_no_vm_meanwhile() {
        var move = gateway.acceptedMoveOf(HOST);

        gateway.operator()
                .post(PATH, launchOn(HOST))
                .isProblem(409, "host-busy")
                .says(move.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"image_name": "Debian 12"}                                          | hostname
            {"hostname": "no such name", "image_name": "Debian 12"}              | hostname
            {"hostname": "H1"}                                                   | image_name
            {"hostname": "H1", "image_name": "Debian 12", "image_id": 0}         | image_id
            {"hostname": "H1", "image_name": "Debian 12", "image_id": "newest"}  | image_id
            {"hostname": "H1", "image_name": "Debian 12", "vm_name": "other"}    | vm_name
            """)
    void a_wrong_field_is_named(String body, String field) {
        gateway.operator().post(PATH, body).blames(field);
    }

    @Test
    void a_name_that_hyperstack_would_not_take_is_refused_at_the_door() {
        gateway.operator()
                .post(PATH, launchOn("H".repeat(51)))
                .blames("hostname")
                .says("1 to 50 letters");
    }
}
