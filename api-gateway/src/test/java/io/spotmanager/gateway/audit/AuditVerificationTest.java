package io.spotmanager.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
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

        var report = gateway.verifiedHistory();

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

        assertThat(gateway.verifiedHistory().path("findings").toString())
                .contains("operation %s: entry 1 does not match its hash".formatted(id));
        gateway.admin().get(VERIFY).is(200).says("{\"whole\":false");
    }

    @Test
    void who_asks_is_told_what_holds_now_and_not_what_held_before() {
        var id = gateway.acceptedMoveOf("H1");
        assertThat(gateway.admin().get(VERIFY).json().path("whole").asBoolean()).isTrue();
        gateway.tamper("update audit_entry set actor = 'nobody'");

        await().untilAsserted(() -> {
            var told = gateway.admin().get(VERIFY).is(200).json();
            assertThat(told.path("whole").asBoolean(true)).isFalse();
            assertThat(told.path("findings").toString()).contains(id.toString());
            assertThat(told.path("findings_in_all").asInt()).isPositive();
        });
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
    void before_the_first_verification_nothing_is_said_of_the_history_and_a_second_start_joins_the_running_one() {
        assertThat(reader().get(VERIFY).is(200).text()).isEqualTo("{}");
        // As if another gateway, with the same rules or not, were reading.
        gateway.tamper(
                "insert into verification (asked_by, rules, leased_until) values ('vera', 'x', now() + interval '1 day')");

        var joined = gateway.admin().post(VERIFY, "").is(202).json().path("running");

        assertThat(joined.path("requested_by").asString()).isEqualTo("vera");
        assertThat(joined.has("started_at")).isFalse();
        assertThat(gateway.jdbc()
                        .sql("select count(*) from verification")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void what_another_gateway_left_is_taken_up_when_its_lease_and_a_while_have_passed() {
        gateway.acceptedMoveOf("H1");
        gateway.tamper("insert into verification (asked_by, rules, leased_until, state, state_seal)"
                + " values ('vera', 'of another release', now() - interval '3 minutes', '{}', 'x')");

        await().untilAsserted(() -> assertThat(
                        reader().get(VERIFY).json().path("whole").asBoolean())
                .isTrue());

        var latest = reader().get(VERIFY).json().path("latest");
        assertThat(latest.path("requested_by").asString()).isEqualTo("vera");
        assertThat(latest.path("entries").asInt()).isOne();
        assertThat(latest.path("age_seconds").asInt()).isBetween(0, 30);
        assertThat(latest.path("notes").toString()).contains("the next verification finds");
    }

    /** Who only reads what is known, and has nothing verified. */
    private Caller reader() {
        return gateway.admin().with("Prefer", "wait=0");
    }

    @Test
    void only_an_admin_may_have_it_all_read() {
        gateway.operator().get(VERIFY).isProblem(403, "not-allowed");
        gateway.viewer().get(VERIFY).isProblem(403, "not-allowed");
        gateway.operator().post(VERIFY, "").isProblem(403, "not-allowed");
        gateway.anonymous().get(VERIFY).isProblem(401, "not-logged-in");
    }
}
