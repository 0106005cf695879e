package io.spotmanager.launch.retire;

import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.retire.RetireState.ADOPTED;
import static io.spotmanager.launch.retire.RetireState.HALF_RETIRED;
import static io.spotmanager.launch.retire.RetireState.NEEDS_OPERATOR;
import static io.spotmanager.launch.retire.RetireState.REJECTED;
import static io.spotmanager.launch.retire.RetireState.ROLLED_BACK;
import static io.spotmanager.launch.retire.RetireState.SUCCEEDED;
import static io.spotmanager.launch.retire.RetireState.UNLISTED;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Retirements where RunPod is not called, or not any more: a person does its part, and nothing is claimed that was not read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetireByHandSagaTest {
    private static final UUID LAUNCH = UUID.fromString("019a0000-0000-7000-8000-0123456789ab");

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(RetireTable.WORKFLOW);
    private Clouds clouds = new Clouds();
    private boolean byHand = true;

    @BeforeEach
    void a_host_carries_a_vm() {
        stage.clear();
        clouds = new Clouds();
        byHand = true;
        world().hostCarriesVmOf(LAUNCH);
    }

    @AfterAll
    void every_history_is_whole() {
        var findings = stage.verified().findings();
        stage.close();
        assertThat(findings).isEmpty();
    }

    private World world() {
        return clouds.world();
    }

    private OperationScenario retire(RetireRequest request) {
        var called = on(clouds.runPod());
        var notCalled = on(new MachinesByHand());
        var steps = new HashMap<String, Step>();
        for (var name : called.steps().keySet()) {
            steps.put(
                    name,
                    context -> step(byHand ? notCalled.steps() : called.steps(), name)
                            .run(context));
        }
        return stage.accepted(
                HOST,
                request,
                new Workflow(RetireTable.TABLE, steps, new RetireActions(), RetireTitles.TITLES, Parts.SETTLE));
    }

    private static Step step(Map<String, Step> steps, String name) {
        return Objects.requireNonNull(steps.get(name));
    }

    private Workflow on(MachineRegistry machines) {
        return RetireWorkflow.on(new RetireParts(
                new Vendors(clouds.hyperstack(), machines, clouds.neutron()),
                _ -> Optional.empty(),
                Parts.PATIENCE,
                InstantSource.system()));
    }

    private OperationScenario asked() {
        return retire(new RetireRequest(HOST, false, null)).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
    }

    private void nothingWasChanged() {
        assertThat(clouds.changes()).isEmpty();
    }

    @Test
    void a_person_unlists_and_removes_the_machine_and_what_they_say_is_on_record_as_that() {
        var retirement = asked().because("RunPod is not called here").because("see that nobody rents it");
        nothingWasChanged();
        assertThat(retirement.caption(SKIP)).isEqualTo("It is unlisted and not rented: delete it");

        retirement
                .isTold(SKIP)
                .goesOnAsFarAsItCan()
                .isIn(HALF_RETIRED)
                .because("Remove the machine")
                .knows("renters_at_deletion", RetireByHand.renters());
        assertThat(world().vmIds()).isEmpty();
        assertThat(retirement.caption(SKIP)).isEqualTo("The machine is removed from RunPod: go on");

        retirement.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        assertThat(clouds.script().transcript()).noneMatch(call -> call.contains("machine"));
        assertThat(retirement.everythingOnRecord()).doesNotContain("machine_gone");
    }

    @Test
    void a_retry_asks_again_and_deletes_nothing() {
        asked().isTold(RETRY).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        nothingWasChanged();
    }

    @Test
    void whose_the_vm_is_is_read_as_ever() {
        clouds = new Clouds();
        world().hostCarriesVm();
        retire(new RetireRequest(HOST, true, null)).goesOnAsFarAsItCan().isIn(REJECTED);
        nothingWasChanged();
    }

    /** The worker was started anew without RunPod while the operation waited for the last renter. */
    @Test
    void a_wait_for_renters_that_runpod_ended_does_not_count_as_their_absence() {
        byHand = false;
        world().runPodRents(2);
        var retirement = retire(new RetireRequest(HOST, false, 48)).goesOn().isIn(UNLISTED);
        byHand = true;
        retirement.timePasses(Duration.ofHours(1)).goesOn().isIn(NEEDS_OPERATOR).because("see that nobody rents it");
        nothingWasChanged();

        retirement.isTold(SKIP).goesOnAsFarAsItCan().isIn(HALF_RETIRED);
        assertThat(world().vmIds()).isEmpty();
    }

    /** What a person was asked before RunPod was read again says nothing of those who rent it later. */
    @Test
    void an_old_question_is_forgotten_once_runpod_was_read_again() {
        var retirement =
                retire(new RetireRequest(HOST, false, 48)).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        byHand = false;
        world().runPodRents(2);
        retirement.isTold(RETRY).goesOn().isIn(UNLISTED);
        byHand = true;
        retirement.timePasses(Duration.ofHours(1)).goesOn().isIn(NEEDS_OPERATOR);
        nothingWasChanged();
    }

    @Test
    void the_vm_can_be_kept_and_nothing_is_claimed_of_its_listing() {
        asked().isTold(ROLL_BACK)
                .goesOnAsFarAsItCan()
                .isIn(ROLLED_BACK)
                .knows("listed", "not read: list it again in RunPod's console if it was");
        nothingWasChanged();
    }

    @Test
    void what_is_adopted_says_that_runpod_was_not_read() {
        var retirement = asked().isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
        assertThat(retirement.everythingOnRecord()).contains("machines at RunPod: not read");
        nothingWasChanged();
    }
}
