package io.spotmanager.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;

@GatewayTest
class AuditVerificationTest {
    private static final String VERIFY = "/api/audit/verification";

    private final Gateway gateway;

    AuditVerificationTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_history_as_it_was_written_is_whole() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.acceptedMoveOf("H2");

        var report = gateway.admin().get(VERIFY).is(200).json();

        assertThat(report.path("operations").asInt()).isEqualTo(2);
        assertThat(report.path("entries").asInt()).isEqualTo(3);
        assertThat(report.path("whole").asBoolean()).isTrue();
        assertThat(report.path("checkpoints").path("count").asInt()).isZero();
        assertThat(report.has("findings")).isTrue();
        assertThat(report.path("findings")).isEmpty();
    }

    @Test
    void an_entry_that_somebody_changed_is_found() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.tamper("update audit_entry set actor = 'nobody'");

        gateway.admin()
                .get(VERIFY)
                .is(200)
                .says("\"whole\":false", "operation %s: entry 1 does not match its hash".formatted(id));
    }

    @Test
    void an_export_has_a_line_for_each_entry_and_each_operation_and_the_totals() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));

        var reply = gateway.admin().get("/api/audit/export").is(200);

        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson;charset=UTF-8");
        assertThat(reply.text().lines().map(line -> line.substring(0, line.indexOf(':'))))
                .containsExactly("{\"entry\"", "{\"entry\"", "{\"operation\"", "{\"end\"");
        assertThat(reply.text()).contains("\"actor\":\"operator\"", "\"state\":\"SUCCEEDED\"");
    }

    @Test
    void only_an_admin_may_have_it_all_read() {
        gateway.operator().get(VERIFY).isProblem(403, "not-allowed");
        gateway.viewer().get(VERIFY).isProblem(403, "not-allowed");
        gateway.anonymous().get(VERIFY).isProblem(401, "not-logged-in");
    }
}
