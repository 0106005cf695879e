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
        assertThat(report.has("findings")).isTrue();
        assertThat(report.path("findings")).isEmpty();
    }

    @Test
    void an_entry_that_somebody_changed_is_found() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.tamper("update audit_entry set actor = 'nobody'");

        gateway.admin().get(VERIFY).is(200).says("operation %s: entry 1 does not match its hash".formatted(id));
    }

    @Test
    void only_an_admin_may_have_it_all_read() {
        gateway.operator().get(VERIFY).isProblem(403, "not-allowed");
        gateway.viewer().get(VERIFY).isProblem(403, "not-allowed");
        gateway.anonymous().get(VERIFY).isProblem(401, "not-logged-in");
    }
}
