package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.AGGREGATES;
import static io.spotmanager.launch.fixture.Call.ATTACH_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.CREATE_VM;
import static io.spotmanager.launch.fixture.Call.DELETE_VM;
import static io.spotmanager.launch.fixture.Call.LIST_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.LIST_INTERFACES;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.READ_CERTIFICATE;
import static io.spotmanager.launch.fixture.Call.REMOVE_MACHINE;
import static io.spotmanager.launch.fixture.Call.SERVERS_NAMED;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.launch.fixture.Call;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FaultScript;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/** One empty host and clouds around it, and the situations that several tests begin with. */
final class LaunchScene {
    static final VmCondition BROKEN = new VmCondition("ERROR", null, null, null, null, null);

    private final Clouds clouds = new Clouds();
    private final WorkflowTestEnvironment stage;

    LaunchScene(WorkflowTestEnvironment stage) {
        this.stage = stage;
        stage.clear();
    }

    World world() {
        return clouds.world();
    }

    LaunchScene where(Consumer<World> arrangement) {
        arrangement.accept(clouds.world());
        return this;
    }

    LaunchScene whereTheCloud(Consumer<FaultScript<Call>> behaves) {
        behaves.accept(clouds.script());
        return this;
    }

    /** Network and firewall, where they are not attached yet. */
    void somebodyAttachesTheRest() {
        world().somebodyAttachesTheRest("net-1");
    }

    /** What was asked of the clouds that changes something, in order. */
    List<String> changes() {
        return clouds.changes();
    }

    OperationScenario launch() {
        return begun(false, workflow());
    }

    OperationScenario launchKeepingWhatFails() {
        return begun(true, workflow());
    }

    /** A launch in which one step behaves as no step does today, so that the table's answer to it is seen. */
    OperationScenario launchWith(String step, Step standIn) {
        var steps = new HashMap<>(workflow().steps());
        steps.put(step, standIn);
        return begun(false, new Workflow(LaunchTable.TABLE, steps));
    }

    OperationScenario launchWhileSwitchedOff(String why) {
        return begun(false, LaunchWorkflow.off(why, Duration.ZERO));
    }

    private Workflow workflow() {
        return LaunchWorkflow.on(Parts.full(clouds, InstantSource.system()));
    }

    /** Where RunPod is not called, and a person does its part. */
    OperationScenario launchByHand() {
        return begun(false, LaunchWorkflow.on(Parts.byHand(clouds, InstantSource.system())));
    }

    /** A launch by hand that was rolled back, and whose machine a person has to remove. */
    OperationScenario machineLeft() {
        return launchByHand()
                .goesOnAsFarAsItCan()
                .isTold(Signal.ROLL_BACK)
                .goesOnAsFarAsItCan()
                .isIn(LaunchState.MACHINE_LEFT);
    }

    /** Everything that was asked of the clouds, in order. */
    List<String> asked() {
        return clouds.script().transcript();
    }

    private OperationScenario begun(boolean keep, Workflow workflow) {
        return stage.accepted(World.HOST, new LaunchRequest(World.HOST, World.IMAGE, null, keep), workflow);
    }

    /** A launch that is stuck in that state because something cannot be read or done. */
    OperationScenario stuckIn(LaunchState state) {
        whereTheCloud(script -> {
            switch (state) {
                case REQUESTED -> script.always(AGGREGATES, SERVER_ERROR);
                case VALIDATED -> script.always(LIST_MACHINES, SERVER_ERROR);
                case REGISTERED -> script.always(READ_CERTIFICATE, SERVER_ERROR);
                case VM_CREATED -> script.always(SHOW_VM, SERVER_ERROR);
                case VM_ACTIVE -> script.meanwhile(CREATE_VM, () -> script.always(SERVERS_NAMED, SERVER_ERROR));
                case PLACED -> script.always(LIST_INTERFACES, SERVER_ERROR);
                case NETWORK_ATTACHED -> script.always(LIST_FIREWALLS, SERVER_ERROR);
                case FIREWALL_ATTACHED ->
                    script.meanwhile(ATTACH_FIREWALLS, () -> script.always(SHOW_VM, SERVER_ERROR));
                case VERIFIED -> world().runPodSaysRegistered(false);
                case DELETING_VM -> script.always(DELETE_VM, SERVER_ERROR);
                case VM_DELETED -> script.always(REMOVE_MACHINE, SERVER_ERROR);
                default -> throw new IllegalArgumentException(state + " runs no step that could be stuck");
            }
        });
        if (state == LaunchState.DELETING_VM || state == LaunchState.VM_DELETED) {
            world().vmsLiveThrough(BROKEN);
        }
        return untilIn(state, launch());
    }

    OperationScenario stuckInAdopting() {
        var launch = stuckIn(LaunchState.VM_CREATED).isTold(Signal.ADOPT);
        whereTheCloud(script -> script.always(LIST_MACHINES, SERVER_ERROR));
        return launch.goesOn().isIn(LaunchState.ADOPTING);
    }

    /** A launch whose VM broke, with all that was made still there. */
    OperationScenario kept() {
        world().vmsLiveThrough(BROKEN);
        return launchKeepingWhatFails().goesOnAsFarAsItCan().isIn(LaunchState.KEPT);
    }

    /** A launch that only a person can help, with all that was made still there. */
    OperationScenario beforeAPerson() {
        return stuckIn(LaunchState.VM_CREATED).goesOnAsFarAsItCan().isIn(LaunchState.NEEDS_OPERATOR);
    }

    static OperationScenario untilIn(LaunchState state, OperationScenario launch) {
        for (var commands = 0; commands < 30 && !launch.state().equals(state.name()); commands++) {
            launch.goesOn();
        }
        return launch.isIn(state);
    }

    LaunchScene allIsWellAgain() {
        clouds.script().recover();
        world().runPodSaysRegistered(true);
        return this;
    }

    LaunchScene changed(String... changes) {
        assertThat(clouds.changes()).containsExactly(changes);
        return this;
    }

    void nothingIsLeft() {
        assertThat(world().vmIds()).as("VMs").isEmpty();
        assertThat(world().machineNames()).as("machines").isEmpty();
        everyOtherVmKeepsItsFirewall();
    }

    /** With everything that belongs to it, once. */
    void oneVmIsLeft() {
        assertThat(world().vmIds()).as("VMs").hasSize(1);
        assertThat(world().machineNames()).as("machines").hasSize(1);
        everyOtherVmKeepsItsFirewall();
    }

    void everyOtherVmKeepsItsFirewall() {
        assertThat(world().vmsBehind(World.FIREWALL)).contains(7L, 8L);
    }
}
