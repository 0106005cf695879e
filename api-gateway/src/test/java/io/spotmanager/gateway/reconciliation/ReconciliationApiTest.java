package io.spotmanager.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.OfferedAction;
import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.Route;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@GatewayTest
@Timeout(60)
class ReconciliationApiTest {
    private static final String PATH = "/api/reconciliation";
    private static final String SPOT = "L40-n3-spot";
    private static final String TARGET = "L40-n3";

    private final Gateway gateway;

    ReconciliationApiTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_worker_has_described_moves() {
        new WorkflowDescriptions(gateway.jdbc())
                .register(new WorkflowDescription(
                        "migration",
                        1,
                        "Move",
                        "REQUESTED",
                        List.of("CANCEL"),
                        List.of("REQUESTED", "SUCCEEDED"),
                        List.of(
                                new State("REQUESTED", "check", StateKind.STEP, null, "validate", List.of()),
                                new State(
                                        "ADOPTING",
                                        "adopt",
                                        StateKind.STEP,
                                        null,
                                        "adopt placement",
                                        List.of(new OfferedAction("RETRY", "Again"))),
                                new State("SUCCEEDED", "done", StateKind.END, Outcome.SUCCESS, null, List.of()),
                                new State("ADOPTED", "adopted", StateKind.END, Outcome.SUCCESS, null, List.of()),
                                new State("CANCELLED", "cancelled", StateKind.END, Outcome.UNDONE, null, List.of())),
                        Route.NONE));
        await("the gateway has read the description")
                .until(() -> gateway.viewer().get("/api/workflows").text().contains("ADOPTING"));
        await("Nova answers again after the test before")
                .pollInterval(Duration.ofMillis(300))
                .until(() -> gateway.admin().get(PATH).status() == 200);
    }

    @Test
    void an_open_move_says_what_would_happen_if_it_went_on() {
        var host = gateway.cloud().emptyHostOf(SPOT);
        var there = gateway.acceptedMoveOf(host);
        var elsewhere = gateway.cloud().busyHostOf(TARGET);
        var gone = gateway.acceptedMoveOf(elsewhere);

        var told = read();

        assertThat(told.path("open").size()).isEqualTo(2);
        assertThat(of(told.path("open"), "operation", there).path("next").asString())
                .isEqualTo("It would be carried out: the host is in its source.");
        assertThat(of(told.path("open"), "operation", gone).path("next").asString())
                .isEqualTo("It would be refused: the host is in L40-n3 (target).");
        assertThat(of(told.path("open"), "operation", gone)
                        .path("actions")
                        .path(0)
                        .asString())
                .isEqualTo("CANCEL");
        assertThat(told.path("read_at").asString()).isNotEmpty();
        assertThat(told.path("hosts").isEmpty()).isTrue();
    }

    @Test
    void a_host_that_is_not_where_its_last_move_left_it_can_be_adopted() {
        var host = movedHost();
        var difference = of(read().path("hosts"), "host", host);
        assertThat(difference.path("expected").asString()).isEqualTo(TARGET);
        assertThat(difference.path("pools").path(0).asString()).isEqualTo(SPOT);
        assertThat(difference.path("choices").toString()).isEqualTo("[\"ADOPT\",\"REPAIR\"]");

        var adopted = gateway.operator()
                .post(PATH + "/adopt", asked(host))
                .is(202)
                .says("ADOPTING")
                .id();

        gateway.viewer()
                .get("/api/operations/" + adopted)
                .is(200)
                .says("\"requested_by\":\"operator\"", "seen on site", "\"source_aggregate\":\"L40-n3\"", "RETRY");
        assertThat(read().path("hosts").isEmpty()).isTrue();
    }

    @Test
    void or_repaired_by_a_move_back() {
        var host = movedHost();

        var move = gateway.operator()
                .post(PATH + "/repair", asked(host))
                .is(202)
                .says("REQUESTED")
                .id();

        gateway.viewer()
                .get("/api/operations/" + move)
                .says("\"source_aggregate\":\"L40-n3-spot\"", "\"target_aggregate\":\"L40-n3\"");
        gateway.operator().post(PATH + "/adopt", asked(host)).isProblem(409, "host-busy");
    }

    @Test
    void a_host_that_somebody_took_out_of_all_pools_is_repaired_by_a_placement() {
        var host = gateway.cloud().hostInNoPool();
        gateway.cloud()
                .fails("too-many-requests"); // so that the move into that pool is not refused before it is on record
        var move = gateway.acceptedMoveOf(host);
        gateway.cloud().reset();
        gateway.worker().carriesOut(move);

        var placement =
                gateway.operator().post(PATH + "/repair", asked(host)).is(202).id();

        gateway.viewer()
                .get("/api/operations/" + placement)
                .says("\"kind\":\"placement\"", "\"target_aggregate\":\"L40-n3\"", "seen on site");
    }

    @Test
    void a_host_without_a_difference_is_named() {
        gateway.operator().post(PATH + "/adopt", asked("nobody-1")).blames("host");
        gateway.operator().post(PATH + "/repair", asked("not a host")).blames("host");
        gateway.operator().post(PATH + "/adopt", "{\"host\": \"nobody-1\"}").blames("reason");
        gateway.operator().post(PATH + "/repair", "{\"reason\": \"why\"}").blames("host");
    }

    @Test
    void histories_that_are_missing_are_listed_until_the_hold_is_lifted() {
        var lost = UUID.randomUUID();
        gateway.jdbc().sql("""
                        insert into missing_entry (noticed_in, epoch, operation_id, seq, hash, kind, subject, state, noticed_by)
                        select id, id, ?, 5, 'hash', 'migration', 'H1', 'SUCCEEDED', 'migration-worker@here'
                        from history_epoch
                        """).param(lost).update();
        var host = movedHost();
        gateway.operator()
                .post("/api/freeze", "{\"reason\": \"restored\", \"hold\": true}")
                .is(200);

        var told = read();
        assertThat(told.path("freeze").path("mode").asString()).isEqualTo("HELD");
        assertThat(of(told.path("missing"), "operation", lost).path("seq").asInt())
                .isEqualTo(5);
        assertThat(of(told.path("missing"), "operation", lost).path("found_seq").isNumber())
                .isFalse();
        gateway.operator().post(PATH + "/adopt", asked(host)).isProblem(423, "frozen");

        gateway.operator()
                .post("/api/unfreeze", "{\"number\": 1, \"reason\": \"looked\"}")
                .is(200);
        assertThat(read().path("missing").isEmpty()).isTrue();
    }

    @Test
    void a_vm_of_a_launch_that_the_history_does_not_know_is_listed() {
        var hyperstack = ((LaunchProviders.Connected) gateway.partOfInventory(LaunchProviders.class)).vms();
        var unknown = UUID.randomUUID();
        var known = gateway.acceptedMoveOf("H1"); // open, so that nobody knows yet what is left of it
        var stray = ordered(hyperstack, "stray-1", "spot-operation-" + unknown);
        ordered(hyperstack, "launched-1", "spot-operation-" + known);
        ordered(hyperstack, "somebody-elses-1", "spot-operation-of-mine");

        assertThat(read().path("vms").toString())
                .isEqualTo("[{\"id\":%d,\"name\":\"stray-1\",\"operation\":\"%s\"}]".formatted(stray, unknown));

        gateway.cloud().fails("/hyperstack/v1/core/virtual-machines", "conflict");
        assertThat(read().path("unread").path(0).asString()).startsWith("Hyperstack could not be read");
    }

    @Test
    void what_was_not_read_is_not_called_no_difference() throws InterruptedException {
        assertThat(Reconcile.run(List.of("--url", gateway.url()), this::operator))
                .satisfies(whole -> assertThat(whole.text()).endsWith("There is no difference."))
                .extracting(CommandResult::code)
                .isEqualTo(0);

        gateway.cloud().fails("/hyperstack/v1/core/virtual-machines", "conflict");
        var listed = Reconcile.run(List.of("--url", gateway.url()), this::operator);

        assertThat(listed.text()).contains("There is no difference in what was read.", "Not read:");
        assertThat(listed.code()).isEqualTo(3);
    }

    @Test
    void differences_that_are_left_out_are_counted() throws InterruptedException {
        gateway.jdbc().sql("""
                insert into operation (id, kind, subject, request, state, requested_by, audit_seq, audit_head)
                select gen_random_uuid(), 'migration', 'host-' || n, '{}', 'REQUESTED', 'operator', 0, ''
                from generate_series(1, 1003) n""").update();

        var told = read();

        assertThat(told.path("open").size()).isEqualTo(1_000);
        assertThat(told.path("totals").path("open").asInt()).isEqualTo(1_003);
        assertThat(Reconcile.run(List.of("--url", gateway.url()), this::operator)
                        .text())
                .contains("... these are 1000 of 1003");
    }

    private static long ordered(VmProvider hyperstack, String name, String label) {
        var order = new CreateVmRequest(
                name,
                "CA1-RunPod",
                "Debian 12",
                "n3-L40x8",
                "operations-CA1-RunPod",
                new UserData("#cloud-config"),
                List.of(label));
        return ((Ok<Vm>) hyperstack.create(order)).value().id();
    }

    @Test
    void a_cloud_that_cannot_be_read_is_no_difference() {
        gateway.cloud().fails("conflict");

        gateway.viewer().get(PATH).isProblem(503, "cloud-unavailable");
    }

    @Test
    void the_command_line_tells_the_same() throws InterruptedException {
        var host = movedHost();

        var listed = Reconcile.run(List.of("--url", gateway.url()), this::operator);
        assertThat(listed.text()).contains(host + " is in L40-n3-spot; operation ", "left it in L40-n3 at");
        assertThat(listed.code()).isEqualTo(1);

        var adopted = Reconcile.run(
                List.of("--url", gateway.url(), "--adopt", host, "--reason", "seen on site"), this::operator);
        assertThat(adopted.text()).startsWith("accepted: operation ").contains("in state ADOPTING");
        assertThat(adopted.code()).isZero();
        assertThat(Reconcile.run(List.of("--url", gateway.url(), "--adopt", host, "--reason", "again"), this::operator))
                .extracting(CommandResult::text)
                .asString()
                .startsWith("409: ");
        assertThat(Reconcile.run(List.of("--adopt", host), this::operator).text())
                .contains("--reason says why", "usage:");
        assertThat(Reconcile.run(List.of(), _ -> null).text()).contains("None of SPOT_TOKEN,");
    }

    private String operator(String variable) {
        return Map.of("SPOT_OPERATOR_PASSWORD", Person.OPERATOR.password()).getOrDefault(variable, "");
    }

    /** The history says that it was moved, and the cloud shows it in its source. */
    private String movedHost() {
        var host = gateway.cloud().emptyHostOf(SPOT);
        gateway.worker().carriesOut(gateway.acceptedMoveOf(host));
        return host;
    }

    private static String asked(String host) {
        return "{\"host\": \"%s\", \"reason\": \"seen on site\"}".formatted(host);
    }

    private JsonNode read() {
        return gateway.viewer().get(PATH).is(200).json();
    }

    private static JsonNode of(JsonNode items, String member, Object value) {
        return items.valueStream()
                .filter(item -> item.path(member).asString().equals(value.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s in %s".formatted(member, value, items)));
    }
}
