package io.spotmanager.gateway.formertool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Moves as scripts of the former tool ask for them, and what is refused at once, as there. */
@GatewayTest
class FormerCommandsTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;
    private final SimulatedCloud cloud;

    FormerCommandsTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void another_gpu_type_is_refused_by_the_names_alone_and_that_is_on_record() {
        var refusal = execute(Gateway.move("no-matter-which", "L40-n3-spot", "A100-n3"))
                .isProblem(400, "operation-rejected")
                .says("L40-n3-spot sells L40 and A100-n3 sells A100");

        assertThat(refusal.json().path("success").asBoolean(true)).isFalse();
        assertThat(refusal.json().path("validation_failed").asBoolean()).isTrue();
        assertThat(refusal.field("error")).isEqualTo(refusal.detail());
        assertOnRecord(refusal, "a host keeps its GPU type");
    }

    @Test
    void a_spot_host_with_vms_is_refused() {
        var refusal = execute(Gateway.moveOf(cloud.busyHostOf("L40-n3-spot"))).isProblem(400, "operation-rejected");

        assertOnRecord(refusal, "A spot host is only moved empty");
    }

    @Test
    void an_unknown_host_is_refused() {
        var refusal = execute(Gateway.moveOf("no-such-host")).isProblem(404, "not-found");

        assertOnRecord(refusal, "Nova has no compute host no-such-host");
    }

    @Test
    void a_host_in_another_pool_is_refused() {
        var host = cloud.emptyHostOf("L40-n3-runpod");
        var refusal = execute(Gateway.moveOf(host)).isProblem(409, "checks-failed");

        assertOnRecord(refusal, host + " is not in L40-n3-spot alone");
    }

    @Test
    void an_old_snapshot_refuses_nothing() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.tamper(
                "update pool_host set pool = 'L40-n3-runpod' where host = '%s'".formatted(host),
                "update host set pool = 'L40-n3-runpod', vm_count = 3 where name = '%s'".formatted(host));

        execute(Gateway.moveOf(host)).is(202);
    }

    @Test
    void the_same_key_is_refused_as_before_and_recorded_once() {
        var body = Gateway.moveOf("no-such-host");
        var first = gateway.operator().withKey("k").post(EXECUTE, body).isProblem(404, "not-found");
        cloud.forgetsCalls();

        var again = gateway.operator().withKey("k").post(EXECUTE, body).isProblem(404, "not-found");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(cloud.calls("os-aggregates")).isZero();
        assertThat(gateway.viewer().get("/api/operations").each("id")).hasSize(1);
        gateway.operator()
                .withKey("k")
                .post(EXECUTE, Gateway.moveOf("another"))
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void the_history_with_refusals_is_whole() {
        execute(Gateway.moveOf("no-such-host")).is(404);

        assertThat(gateway.verifiedHistory().path("whole").asBoolean()).isTrue();
    }

    @Test
    void a_missing_source_is_looked_up_also_for_a_repeated_request() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        var body = "{\"host\": \"%s\", \"target_aggregate\": \"L40-n3\"}".formatted(host);

        var first = gateway.operator().withKey("k").post(EXECUTE, body).is(202);
        assertThat(request(first).path("source_aggregate").asString()).isEqualTo("L40-n3-spot");
        gateway.worker().carriesOut(first.id());
        gateway.tamper("update host set pool = 'L40-n3' where name = '%s'".formatted(host));

        assertThat(gateway.operator().withKey("k").post(EXECUTE, body).is(202).id())
                .isEqualTo(first.id());
    }

    @Test
    void a_source_that_is_not_certain_is_asked_for() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        var body = "{\"host\": \"%s\", \"target_aggregate\": \"L40-n3\"}".formatted(host);
        gateway.tamper("insert into pool_host (pool, host) values ('L40-n3-runpod', '%s')".formatted(host));
        execute(body).blames("source_aggregate").says("L40-n3-runpod, L40-n3-spot");

        gateway.tamper(
                "delete from pool_host where pool = 'L40-n3-runpod' and host = '%s'".formatted(host),
                "update source set state = 'STALE', stale_since = now(), trouble = 'no answer' where name = 'aggregates'");
        execute(body).blames("source_aggregate").says("Nova cannot be read");
    }

    @Test
    void a_removal_without_a_reason_gets_one_if_it_has_the_former_form() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        var first = execute("""
                {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "operation": "remove"}""".formatted(host)).is(202);

        assertThat(request(first).path("reason").asString()).contains("former tool");
        execute("{\"host\": \"%s\", \"operation\": \"remove\"}".formatted(cloud.emptyHostOf("L40-n3-runpod")))
                .blames("reason");
    }

    private Reply execute(String body) {
        return gateway.operator().post(EXECUTE, body);
    }

    private JsonNode request(Reply accepted) {
        return gateway.viewer()
                .get("/api/operations/" + accepted.id())
                .is(200)
                .json()
                .path("request");
    }

    private void assertOnRecord(Reply refusal, String why) {
        var operation = gateway.operator().get(refusal.field("href")).is(200);
        assertThat(operation.field("state")).isEqualTo("REJECTED");
        assertThat(operation.json().path("open").asBoolean(true)).isFalse();
        assertThat(operation.field("requested_by")).isEqualTo("operator");
        assertThat(operation.field("cause")).contains(why);
        assertThat(operation.json().path("steps").path(0).path("event").asString())
                .isEqualTo("REFUSED");
        assertThat(operation.json().path("steps")).hasSize(1);
    }
}
