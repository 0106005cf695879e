package io.spotmanager.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.OfferedAction;
import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.Route;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker says of its workflow is what the gateway knows of it. */
@GatewayTest
class WorkflowsTest {
    private final Gateway gateway;

    WorkflowsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private void register(String name, int version, String initial, String... firstActions) {
        new WorkflowDescriptions(gateway.jdbc())
                .register(new WorkflowDescription(
                        name,
                        version,
                        "Inspection",
                        initial,
                        List.of(firstActions),
                        List.of(initial, "INSPECTED"),
                        List.of(
                                new State(
                                        initial,
                                        "looking at it",
                                        StateKind.STEP,
                                        null,
                                        "look",
                                        List.of(new OfferedAction("CANCEL", "Do not look"))),
                                new State("INSPECTED", "seen", StateKind.END, Outcome.SUCCESS, null, List.of())),
                        new Route("from_rack", "to_rack")));
    }

    private void knows(int workflows) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> gateway.viewer()
                                .get("/api/workflows")
                                .is(200)
                                .json()
                                .path("workflows")
                                .size()
                        == workflows);
    }

    /** The gateway is shared by the tests, and what it knows is up to a second old. */
    @AfterEach
    void forget() {
        gateway.jdbc().sql("delete from workflow_description").update();
        knows(0);
    }

    @Test
    void a_workflow_that_no_code_of_the_gateway_names_is_shown_as_its_worker_describes_it() {
        register("inspection", 1, "ORDERED");
        register("inspection", 2, "ASKED", "CANCEL");
        knows(1);

        var workflow = gateway.viewer()
                .get("/api/workflows")
                .is(200)
                .json()
                .path("workflows")
                .path(0);

        assertThat(workflow.toString()).isEqualTo("""
                {"name":"inspection","version":2,"title":"Inspection","initial_state":"ASKED","first_actions":["CANCEL"],\
                "happy_path":["ASKED","INSPECTED"],"states":[\
                {"name":"ASKED","title":"looking at it","kind":"STEP","step":"look",\
                "actions":[{"action":"CANCEL","caption":"Do not look"}]},\
                {"name":"INSPECTED","title":"seen","kind":"END","outcome":"SUCCESS","actions":[]}],\
                "route":{"from":"from_rack","to":"to_rack"}}""");
    }

    @Test
    void an_operation_begins_as_the_newest_description_of_its_workflow_says() {
        register("migration", 3, "ORDERED", "RETRY", "CANCEL");
        register("migration", 4, "ASKED", "CANCEL");
        knows(1);

        var id = gateway.acceptedMoveOf("H1");

        var operation = gateway.viewer().get("/api/operations/" + id).is(200).json();
        assertThat(operation.path("state").asString()).isEqualTo("ASKED");
        assertThat(operation.path("steps").path(0).path("to_state").asString()).isEqualTo("ASKED");
        assertThat(operation.path("actions").toString()).contains("CANCEL").doesNotContain("RETRY");
        assertThat(versionOf(id)).containsExactly(4);
    }

    @Test
    void an_operation_is_accepted_before_any_worker_has_described_its_workflow() {
        var id = gateway.acceptedMoveOf("H1");

        var operation = gateway.viewer().get("/api/operations/" + id).is(200).json();
        assertThat(operation.path("state").asString()).isEqualTo("REQUESTED");
        assertThat(operation.path("actions").toString()).isEqualTo("[\"RETRY\",\"CANCEL\"]");
        assertThat(versionOf(id)).containsExactly((Integer) null);
    }

    private List<Integer> versionOf(UUID id) {
        return gateway.jdbc()
                .sql("select workflow_version from operation where id = ?")
                .param(id)
                .query((row, number) -> (Integer) row.getObject(1))
                .list();
    }
}
