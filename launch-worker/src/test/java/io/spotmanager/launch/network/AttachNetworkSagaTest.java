package io.spotmanager.launch.network;

import static io.spotmanager.launch.fixture.Call.ATTACH_INTERFACE;
import static io.spotmanager.launch.fixture.Call.LIST_INTERFACES;
import static io.spotmanager.launch.fixture.Call.SHOW_SERVER;
import static io.spotmanager.launch.network.AttachNetworkState.ADOPTED;
import static io.spotmanager.launch.network.AttachNetworkState.ADOPTING;
import static io.spotmanager.launch.network.AttachNetworkState.CANCELLED;
import static io.spotmanager.launch.network.AttachNetworkState.FAILED;
import static io.spotmanager.launch.network.AttachNetworkState.NEEDS_OPERATOR;
import static io.spotmanager.launch.network.AttachNetworkState.REJECTED;
import static io.spotmanager.launch.network.AttachNetworkState.REQUESTED;
import static io.spotmanager.launch.network.AttachNetworkState.SUCCEEDED;
import static io.spotmanager.launch.network.AttachNetworkState.VALIDATED;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.Call;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FaultType;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole attachments, with the kernel; at the end, every way through the table must have been walked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachNetworkSagaTest {
    private static final String SERVER = "server-1";

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(AttachNetworkTable.WORKFLOW);
    private Clouds clouds = new Clouds();

    @BeforeEach
    void aServerRuns() {
        stage.clear();
        clouds = new Clouds();
        clouds.world().serverIs(SERVER, "ACTIVE", null);
    }

    @AfterAll
    void every_way_through_the_table_was_walked_and_every_history_is_whole() {
        var walked = VisitedTransitions.in(stage.jdbc());
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
        assertThat(walked).isEqualTo(VisitedTransitions.in(AttachNetworkTable.TABLE));
    }

    private Workflow workflow() {
        return AttachNetworkWorkflow.on(clouds.neutron(), Parts.PATIENCE, InstantSource.system());
    }

    private OperationScenario attachment() {
        return asked(workflow());
    }

    private OperationScenario attachmentWith(String step, Step standIn) {
        var steps = new HashMap<>(workflow().steps());
        steps.put(step, standIn);
        return asked(new Workflow(AttachNetworkTable.TABLE, steps));
    }

    private OperationScenario asked(Workflow workflow) {
        return stage.accepted(SERVER, new AttachNetworkRequest(World.HOST, SERVER, "storage-net", "net-1"), workflow);
    }

    private OperationScenario stuckBy(Call call) {
        clouds.script().always(call, SERVER_ERROR);
        return attachment().goesOn();
    }

    private void oneInterface() {
        assertThat(clouds.world().interfacesOf(SERVER)).isEqualTo(1);
    }

    @Test
    void a_server_gets_one_interface() {
        attachment().goesOnAsFarAsItCan().isIn(SUCCEEDED).wentThrough(REQUESTED, VALIDATED, SUCCEEDED);
        oneInterface();
    }

    @Test
    void asking_again_once_it_is_done_adds_none() {
        attachment().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        attachment().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        oneInterface();
    }

    @Test
    void answers_that_say_nothing_add_none_either() {
        clouds.script().next(ATTACH_INTERFACE, TIME_OUT, FaultType.LOST_REPLY_BUT_DONE);
        attachment().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        oneInterface();
    }

    @Test
    void a_server_that_is_gone_is_rejected() {
        clouds.world().serverGoes(SERVER);
        attachment().goesOnAsFarAsItCan().isIn(REJECTED).because("The server server-1 is gone");
    }

    @Test
    void a_nova_that_cannot_be_read_is_no_yes() {
        stuckBy(SHOW_SERVER).goesOnAsFarAsItCan().isIn(REJECTED);
    }

    @Test
    void an_operator_is_told_what_each_action_does() {
        var stuck = stuckBy(ATTACH_INTERFACE).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        assertThat(stuck.caption(RETRY)).isEqualTo("Attach storage-net to " + World.HOST);
        assertThat(stuck.caption(ADOPT)).isEqualTo("Leave the interfaces of " + World.HOST + " as they are and close");
    }

    @Test
    void a_refusal_ends_it() {
        clouds.script().next(ATTACH_INTERFACE, FORBIDDEN);
        attachment().goesOnAsFarAsItCan().isIn(FAILED).because("Nova refused (403)");
    }

    @Test
    void before_anything_was_asked_it_can_be_cancelled_or_tried_again() {
        stuckBy(SHOW_SERVER)
                .isIn(REQUESTED)
                .isTold(RETRY)
                .goesOn()
                .isIn(REQUESTED)
                .isTold(CANCEL)
                .goesOn()
                .isIn(CANCELLED);
    }

    @Test
    void what_stays_unknown_waits_for_a_person_who_may_try_again() {
        var attachment = stuckBy(LIST_INTERFACES)
                .isIn(VALIDATED)
                .isTold(RETRY)
                .goesOn()
                .isIn(VALIDATED)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .doesNotAllow(CANCEL);
        clouds.script().recover();
        attachment.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        oneInterface();
    }

    @Test
    void or_adopt_what_is_there() {
        var attachment = stuckBy(LIST_INTERFACES)
                .isTold(ADOPT)
                .goesOn()
                .isIn(ADOPTING)
                .isTold(RETRY)
                .goesOn();
        attachment.isIn(ADOPTING).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).isTold(ADOPT);
        clouds.script().recover();
        attachment.goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "interfaces on ");
    }

    @Test
    void an_adoption_waits_until_an_earlier_request_can_come_no_more() {
        clouds.script().always(ATTACH_INTERFACE, TIME_OUT);
        var attachment =
                attachment().goesOn().isIn(VALIDATED).isTold(ADOPT).goesOn().isIn(ADOPTING);
        attachment.because("an earlier request for an interface may still be carried out");

        clouds.script().recover();
        attachment.goesOnAsFarAsItCan().isIn(ADOPTED);
    }

    @Test
    void a_server_that_is_gone_meanwhile_can_be_adopted_as_gone() {
        var attachment = stuckBy(LIST_INTERFACES).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        clouds.script().recover();
        clouds.world().serverGoes(SERVER);
        attachment.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "the server is gone");
    }

    @Test
    void a_validation_that_asks_for_a_person_ends_it_since_nothing_was_asked() {
        attachmentWith(AttachNetworkTable.VALIDATE, _ -> new StepOutcome.NeedsOperator("strange"))
                .goesOnAsFarAsItCan()
                .isIn(REJECTED);
    }

    @Test
    void an_attachment_that_asks_for_a_person_gets_one() {
        attachmentWith(AttachNetworkTable.ATTACH, _ -> new StepOutcome.NeedsOperator("strange"))
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_adoption_that_gives_up_waits_for_a_person(boolean fails) {
        clouds.script().always(LIST_INTERFACES, SERVER_ERROR);
        attachmentWith(
                        AttachNetworkTable.ADOPT_INTERFACES,
                        _ -> fails ? new StepOutcome.Failed("strange") : new StepOutcome.NeedsOperator("strange"))
                .goesOn()
                .isTold(ADOPT)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR);
    }
}
