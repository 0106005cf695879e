package io.spotmanager.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class AdoptTest {
    private static final String ADOPT = "/api/adopt-runpod-vm";
    private static final String HOST = "CA1-ESC8-L40-04";
    private static final String BODY = """
            {"hostname": "%s", "vm_id": 7, "server_id": "s-7", "machine_id": "m-7", "reason": "of the former tool"}""".formatted(HOST);

    private final Gateway gateway;

    AdoptTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void an_accepted_adoption_is_on_record_with_what_was_looked_at() {
        var answer = gateway.admin().post(ADOPT, BODY).is(202);

        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.field("kind")).isEqualTo("adopt-vm");
        assertThat(operation.field("reason")).isEqualTo("of the former tool");
        assertThat(operation.json().path("request").toString())
                .isEqualTo("{\"vm_id\":7,\"hostname\":\"%s\",\"server_id\":\"s-7\",\"machine_id\":\"m-7\"}"
                        .formatted(HOST));
    }

    @Test
    void who_may_launch_may_not_adopt() {
        gateway.operator().post(ADOPT, BODY).isProblem(403, "not-allowed");
    }

    @Test
    void the_preview_says_what_each_place_shows() {
        var host = gateway.cloud().emptyHostOf("L40-n3-runpod");

        var preview = gateway.viewer()
                .post("/api/preview-runpod-adopt", "{\"hostname\": \"%s\"}".formatted(host))
                .is(200);

        assertThat(preview.json().path("allowed").asBoolean()).isFalse();
        assertThat(preview.json().path("hyperstack")).isEmpty();
        preview.says("Hyperstack shows no VM", "Nova shows 0 servers", "RunPod's console");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"hostname": "H1", "server_id": "s", "reason": "r"}                              | vm_id
            {"hostname": "H1", "vm_id": 7, "reason": "r"}                                    | server_id
            {"hostname": "H1", "vm_id": 7, "server_id": "s"}                                 | reason
            {"hostname": "no such", "vm_id": 7, "server_id": "s", "reason": "r"}             | hostname
            {"hostname": "H1", "vm_id": 7, "server_id": "s", "reason": "r", "machine_id": ""} | machine_id
            """)
    void a_wrong_field_is_named(String body, String field) {
        gateway.admin().post(ADOPT, body).blames(field);
    }
}
