package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One operation can be taken along with its history, and with what proves it, as far as the reader may read it. */
@GatewayTest
class OperationProofTest {
    private final Gateway gateway;

    OperationProofTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String export(UUID id) {
        return "/api/operations/%s/export".formatted(id);
    }

    private UUID stuck() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);
        return id;
    }

    @Test
    void the_file_has_the_history_and_says_that_it_is_intact() {
        var id = stuck();

        var reply = gateway.operator().get(export(id)).is(200);

        assertThat(reply.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"operation-%s.json\"".formatted(id));
        var file = reply.json();
        assertThat(file.path("exported_by").asString()).isEqualTo("operator");
        assertThat(file.path("operation").path("steps").size())
                .isEqualTo(file.path("proof").path("entries").asInt());
        assertThat(file.path("proof").path("intact").asBoolean()).isTrue();
        assertThat(file.path("proof").path("details").size())
                .isEqualTo(file.path("proof").path("entries").asInt());
        assertThat(file.path("withheld").asBoolean()).isFalse();
    }

    @Test
    void an_entry_that_was_changed_is_found() {
        var id = stuck();
        gateway.tamper("update audit_entry set actor = 'nobody' where seq = 1");

        var proof = gateway.operator().get(export(id)).is(200).json().path("proof");

        assertThat(proof.path("intact").asBoolean()).isFalse();
        assertThat(proof.path("problem").asString()).isEqualTo("Entry 1 does not match its hash.");
    }

    @Test
    void an_entry_that_was_removed_from_the_end_is_found() {
        var id = stuck();
        gateway.tamper("delete from audit_entry where seq = (select max(seq) from audit_entry)");

        assertThat(gateway.operator()
                        .get(export(id))
                        .json()
                        .path("proof")
                        .path("problem")
                        .asString())
                .startsWith("The operation names entry ");
    }

    @Test
    void a_viewer_gets_it_without_what_the_cloud_said_and_is_told_so() {
        var id = stuck();

        var reply = gateway.viewer().get(export(id)).is(200);

        assertThat(reply.text()).doesNotContain("Unexpected API Error");
        assertThat(reply.json().path("withheld").asBoolean()).isTrue();
        assertThat(reply.json().path("proof").has("details")).isFalse();
        assertThat(reply.json().path("proof").path("intact").asBoolean()).isTrue();
        assertThat(gateway.operator().get(export(id)).text()).contains("Unexpected API Error");
    }

    @Test
    void an_unknown_one_is_not_found_and_an_export_is_in_the_security_log() {
        gateway.viewer().get(export(UUID.randomUUID())).isProblem(404, "not-found");
        var id = stuck();
        gateway.viewer().get(export(id)).is(200);

        assertThat(gateway.admin().get("/api/security-log?event=EXPORTED").text())
                .contains(id.toString());
    }
}
