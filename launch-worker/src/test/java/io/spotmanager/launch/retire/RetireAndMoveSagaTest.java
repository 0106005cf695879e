package io.spotmanager.launch.retire;

import static io.spotmanager.launch.fixture.Call.ADD_HOST;
import static io.spotmanager.launch.fixture.Call.AGGREGATES;
import static io.spotmanager.launch.fixture.Call.REMOVE_HOST;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.retire.RetireState.ADOPTED;
import static io.spotmanager.launch.retire.RetireState.DELETING_VM;
import static io.spotmanager.launch.retire.RetireState.GONE;
import static io.spotmanager.launch.retire.RetireState.HALF_MOVED;
import static io.spotmanager.launch.retire.RetireState.HALF_RETIRED;
import static io.spotmanager.launch.retire.RetireState.HOST_ADDED;
import static io.spotmanager.launch.retire.RetireState.HOST_REMOVED;
import static io.spotmanager.launch.retire.RetireState.MACHINE_REMOVED;
import static io.spotmanager.launch.retire.RetireState.MOVABLE;
import static io.spotmanager.launch.retire.RetireState.NEEDS_OPERATOR;
import static io.spotmanager.launch.retire.RetireState.NOT_MOVED;
import static io.spotmanager.launch.retire.RetireState.REJECTED;
import static io.spotmanager.launch.retire.RetireState.REQUESTED;
import static io.spotmanager.launch.retire.RetireState.RETIRED;
import static io.spotmanager.launch.retire.RetireState.ROLLED_BACK;
import static io.spotmanager.launch.retire.RetireState.SUCCEEDED;
import static io.spotmanager.launch.retire.RetireState.UNLISTED;
import static io.spotmanager.launch.retire.RetireState.VALIDATED;
import static io.spotmanager.launch.retire.RetireState.VM_DELETED;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.LOST_REPLY_BUT_DONE;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Retirements whose host is then moved: one operation, against clouds that behave as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetireAndMoveSagaTest {
    private static final UUID LAUNCH = UUID.fromString("019a0000-0000-7000-8000-0123456789ab");
    private static final String TARGET = "L40-n3";

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(RetireAndMoveRequest.KIND);
    private Clouds clouds = new Clouds();

    @BeforeEach
    void a_host_carries_a_vm_and_may_go_into_another_pool() {
        stage.clear();
        clouds = new Clouds();
        world().alsoExist(TARGET, "A100-n3");
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

    private OperationScenario retireAndMoveTo(String target) {
        var parts = new RetireParts(
                new Vendors(clouds.hyperstack(), clouds.runPod(), clouds.neutron()),
                _ -> Optional.empty(),
                Parts.PATIENCE,
                InstantSource.system());
        var request = RetireAndMoveRequest.of(
                new RetireRequest(HOST, false, null), new MoveRequest(HOST, World.POOL, target, null));
        return stage.accepted(HOST, request, RetireAndMoveWorkflow.on(parts, clouds.nova(), PoolNaming.STANDARD));
    }

    private void theVmIsGoneAndTheHostIsIn(String pool) {
        assertThat(world().vmIds()).as("VMs").isEmpty();
        assertThat(world().machineNames()).as("machines").isEmpty();
        assertThat(world().pools()).containsExactly(pool);
    }

    private void nothingWasChanged() {
        assertThat(clouds.changes()).isEmpty();
        assertThat(world().pools()).containsExactly(World.POOL);
    }

    // -- forward

    @Test
    void the_host_is_moved_once_nothing_of_its_vm_is_left() {
        world().deletedVmsStayForLooks(3);

        retireAndMoveTo(TARGET)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .withoutAnythingToExplain()
                .knows("placed_in", TARGET)
                .wentThrough(
                        REQUESTED,
                        VALIDATED,
                        UNLISTED,
                        DELETING_VM,
                        VM_DELETED,
                        MACHINE_REMOVED,
                        GONE,
                        MOVABLE,
                        HOST_REMOVED,
                        HOST_ADDED,
                        SUCCEEDED)
                .doesNotAllow(RETRY, ROLL_BACK, SKIP, ADOPT, CANCEL);

        theVmIsGoneAndTheHostIsIn(TARGET);
        assertThat(clouds.changes()).hasSize(4).satisfies(changes -> {
            assertThat(changes.get(0)).startsWith("delete VM ");
            assertThat(changes.get(1)).startsWith("remove machine ");
            assertThat(changes.get(2)).isEqualTo("remove host %s from %s".formatted(HOST, World.POOL));
            assertThat(changes.get(3)).isEqualTo("add host %s to %s".formatted(HOST, TARGET));
        });
    }

    @Test
    void bad_answers_move_the_host_all_the_same_and_into_no_second_pool() {
        clouds.script().next(REMOVE_HOST, SERVER_ERROR, LOST_REPLY_BUT_DONE);
        clouds.script().next(ADD_HOST, SERVER_ERROR, TIME_OUT_BUT_DONE);

        retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(SUCCEEDED);

        theVmIsGoneAndTheHostIsIn(TARGET);
    }

    @Test
    void a_host_that_nova_shows_in_use_for_a_while_is_waited_for_and_not_left_in_its_pool() {
        world().somebodyBoots("late", HOST);
        var retirement = retireAndMoveTo(TARGET).goesOn().isIn(MOVABLE).because("1 server on " + HOST);
        assertThat(world().pools()).containsExactly(World.POOL);

        world().serversGo();
        retirement.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        theVmIsGoneAndTheHostIsIn(TARGET);
    }

    // -- the target is checked before anything is done, and again when it is due

    @Test
    void an_unknown_target_is_refused_with_the_way_out_before_anything_is_deleted() {
        retireAndMoveTo("L40-n3-sopt")
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("There is no aggregate L40-n3-sopt in Nova")
                .because(RetireAndMoveRequest.WAY_OUT);
        nothingWasChanged();
    }

    @Test
    void a_target_of_another_gpu_type_is_refused_as_for_any_move() {
        retireAndMoveTo("A100-n3").goesOnAsFarAsItCan().isIn(REJECTED).because("a host keeps its GPU type");
        nothingWasChanged();
    }

    @Test
    void a_vm_that_is_not_ours_is_refused_as_for_any_retirement() {
        clouds = new Clouds();
        world().alsoExist(TARGET);
        world().hostCarriesVm();
        retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(REJECTED).because("An administrator has to take it over");
        nothingWasChanged();
    }

    @Test
    void a_target_that_is_gone_by_then_is_a_persons_and_a_retry_makes_every_check_again() {
        clouds.script().always(SHOW_VM, SERVER_ERROR);
        var retirement = retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(HALF_RETIRED);
        clouds.script().recover();
        world().poolGoes(TARGET);
        retirement
                .isTold(RETRY)
                .goesOnAsFarAsItCan()
                .isIn(NOT_MOVED)
                .because("There is no aggregate L40-n3 in Nova")
                .doesNotAllow(SKIP, CANCEL);
        theVmIsGoneAndTheHostIsIn(World.POOL);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(NOT_MOVED);
        theVmIsGoneAndTheHostIsIn(World.POOL);

        world().alsoExist(TARGET);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        theVmIsGoneAndTheHostIsIn(TARGET);
    }

    @Test
    void a_host_that_somebody_moved_meanwhile_is_left_there_and_may_be_adopted() {
        world().runPodLists(true);
        var retirement = retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        world().hostIsIn("L40-n3-spot");
        world().alsoExist(World.POOL, TARGET);
        world().runPodLists(false);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(NOT_MOVED).because("L40-n3-spot");

        assertThat(retirement.caption(ADOPT)).isEqualTo("Leave the host in L40-n3-spot and close");
        retirement.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "in L40-n3-spot");
        theVmIsGoneAndTheHostIsIn("L40-n3-spot");
    }

    // -- the way back ends where the deletion begins, and the host has one of its own

    @Test
    void before_the_deletion_the_vm_can_be_kept_and_the_host_stays() {
        world().runPodLists(true);
        var retirement = retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        retirement.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        nothingWasChanged();
    }

    @Test
    void a_target_that_nova_refuses_brings_the_host_back_into_its_pool_and_ends_as_retired() {
        clouds.script().always(ADD_HOST, FORBIDDEN);
        var retirement = retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(HALF_MOVED);
        assertThat(world().pools()).isEmpty();
        clouds.script().recover();
        assertThat(retirement.caption(ROLL_BACK)).isEqualTo("Keep the host in " + World.POOL);
        retirement.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(RETIRED).because("ROLL_BACK asked by");
        theVmIsGoneAndTheHostIsIn(World.POOL);
    }

    @Test
    void one_refusal_of_the_target_is_enough_to_bring_the_host_back() {
        clouds.script().next(ADD_HOST, FORBIDDEN);
        retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(RETIRED).because("Nova refused (403)");
        theVmIsGoneAndTheHostIsIn(World.POOL);
    }

    @Test
    void a_nova_that_cannot_be_read_leaves_the_host_to_a_person_who_retries() {
        clouds.script().always(SHOW_VM, SERVER_ERROR);
        var retirement = retireAndMoveTo(TARGET).goesOnAsFarAsItCan().isIn(HALF_RETIRED);
        clouds.script().recover();
        clouds.script().always(AGGREGATES, SERVER_ERROR);
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(NOT_MOVED);

        clouds.script().recover();
        retirement.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        theVmIsGoneAndTheHostIsIn(TARGET);
    }
}
