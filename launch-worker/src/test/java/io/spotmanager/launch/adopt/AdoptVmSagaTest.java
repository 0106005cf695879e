package io.spotmanager.launch.adopt;

import static io.spotmanager.launch.adopt.AdoptVmState.CANCELLED;
import static io.spotmanager.launch.adopt.AdoptVmState.NEEDS_OPERATOR;
import static io.spotmanager.launch.adopt.AdoptVmState.REJECTED;
import static io.spotmanager.launch.adopt.AdoptVmState.SUCCEEDED;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.AdoptedVm;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.operation.SucceededOperations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole adoptions; at the end, every way through the table must have been walked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptVmSagaTest {
    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(AdoptVmTable.WORKFLOW);
    private final Set<String> walked = new HashSet<>();
    private Clouds clouds = new Clouds();
    private long vm;

    @BeforeEach
    void the_former_tool_left_a_vm_and_its_machine() {
        stage.clear();
        clouds = new Clouds();
        vm = world().hostCarriesVm();
        world().somebodyRegisters("machine-old", HOST);
    }

    @AfterEach
    void nothing_was_changed_anywhere() {
        walked.addAll(VisitedTransitions.in(stage.jdbc()));
        assertThat(clouds.changes()).isEmpty();
    }

    @AfterAll
    void every_way_through_the_table_was_walked_and_every_history_is_whole() {
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
        assertThat(walked).isEqualTo(VisitedTransitions.in(AdoptVmTable.TABLE));
    }

    private World world() {
        return clouds.world();
    }

    private OperationScenario adopt(long vmId, @Nullable String machine) {
        return adopt(vmId, machine, clouds.runPod());
    }

    private OperationScenario adopt(long vmId, @Nullable String machine, MachineRegistry machines) {
        return stage.accepted(
                HOST,
                new AdoptVmRequest(HOST, vmId, "server-" + vm, machine),
                AdoptVmWorkflow.on(
                        new Vendors(clouds.hyperstack(), machines, clouds.neutron()),
                        Parts.PATIENCE,
                        InstantSource.system()));
    }

    @Test
    void what_was_looked_at_is_taken_over_with_what_each_cloud_said_and_a_retirement_finds_it() {
        adopt(vm, "machine-old")
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .knows("seen_server_id", "Nova's server is server-%d, as looked at.".formatted(vm));

        assertThat(new SucceededOperations(stage.jdbc()).latest(AdoptVmRequest.KIND, HOST, AdoptVmRequest.class))
                .map(adoption -> adoption.request().by("ada"))
                .hasValue(new AdoptedVm(vm, "server-" + vm, "machine-old", "ada"));
    }

    @Test
    void another_vm_than_the_one_looked_at_is_refused() {
        adopt(vm + 1, "machine-old").goesOnAsFarAsItCan().isIn(REJECTED).because("Look again");
        assertThat(new SucceededOperations(stage.jdbc()).latest(AdoptVmRequest.KIND, HOST, AdoptVmRequest.class))
                .map(adoption -> adoption.request().vmId())
                .isNotEqualTo(Optional.of(vm + 1));
    }

    @Test
    void where_runpod_is_not_called_the_machine_is_taken_over_as_the_administrator_named_it() {
        adopt(vm, "machine-old", new MachinesByHand())
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .knows(
                        "seen_machine_id",
                        "RunPod was not read. The administrator says that the VM has the machine machine-old there.");
        assertThat(clouds.script().transcript()).noneMatch(call -> call.contains("machine"));
    }

    @Test
    void a_machine_that_runpod_shows_is_not_left_out() {
        adopt(vm, null)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("the machine machine-old named " + HOST)
                .because("Send the one that is the VM's as machine_id");
    }

    @Test
    void a_machine_that_runpod_does_not_show_is_refused() {
        adopt(vm, "machine-new").goesOnAsFarAsItCan().isIn(REJECTED).because("no machine machine-new");
    }

    @Test
    void a_vm_of_a_launch_needs_no_adoption() {
        clouds = new Clouds();
        vm = world().hostCarriesVmOf(UUID.fromString("019a0000-0000-7000-8000-0123456789ab"));
        adopt(vm, "machine-1").goesOnAsFarAsItCan().isIn(REJECTED).because("Retire it without adoption");
    }

    @Test
    void a_runpod_that_cannot_be_read_is_a_persons_who_retries_or_cancels() {
        clouds.script().always(LIST_MACHINES, SERVER_ERROR);
        adopt(vm, "machine-old")
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .isTold(RETRY)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .isTold(CANCEL)
                .goesOn()
                .isIn(CANCELLED);
    }

    @Test
    void before_a_worker_has_looked_it_is_retried_or_cancelled() {
        adopt(vm, "machine-old").isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        stage.clear();
        adopt(vm, "machine-old").isTold(CANCEL).goesOn().isIn(CANCELLED);
    }

    @Test
    void a_worker_without_keys_takes_over_nothing_and_says_why() {
        stage.accepted(
                        HOST,
                        new AdoptVmRequest(HOST, vm, "server-" + vm, null),
                        AdoptVmWorkflow.off("RUNPOD_API_KEY is not set", Duration.ZERO))
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("RUNPOD_API_KEY");
    }
}
