package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.ADD_MACHINE;
import static io.spotmanager.launch.fixture.Call.ATTACH_FIREWALLS;
import static io.spotmanager.launch.fixture.Call.ATTACH_INTERFACE;
import static io.spotmanager.launch.fixture.Call.CREATE_VM;
import static io.spotmanager.launch.fixture.Call.LIST_MACHINES;
import static io.spotmanager.launch.fixture.Call.SHOW_VM;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.LaunchState.ADOPTED;
import static io.spotmanager.launch.vm.LaunchState.ADOPTING;
import static io.spotmanager.launch.vm.LaunchState.CANCELLED;
import static io.spotmanager.launch.vm.LaunchState.DELETING_VM;
import static io.spotmanager.launch.vm.LaunchState.FIREWALL_ATTACHED;
import static io.spotmanager.launch.vm.LaunchState.MACHINE_LEFT;
import static io.spotmanager.launch.vm.LaunchState.NEEDS_OPERATOR;
import static io.spotmanager.launch.vm.LaunchState.NETWORK_ATTACHED;
import static io.spotmanager.launch.vm.LaunchState.PLACED;
import static io.spotmanager.launch.vm.LaunchState.REGISTERED;
import static io.spotmanager.launch.vm.LaunchState.REJECTED;
import static io.spotmanager.launch.vm.LaunchState.REQUESTED;
import static io.spotmanager.launch.vm.LaunchState.ROLLED_BACK;
import static io.spotmanager.launch.vm.LaunchState.SUCCEEDED;
import static io.spotmanager.launch.vm.LaunchState.VALIDATED;
import static io.spotmanager.launch.vm.LaunchState.VERIFIED;
import static io.spotmanager.launch.vm.LaunchState.VM_ACTIVE;
import static io.spotmanager.launch.vm.LaunchState.VM_CREATED;
import static io.spotmanager.launch.vm.LaunchState.VM_DELETED;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.LOST_REPLY_BUT_DONE;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR_BUT_DONE;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.StepOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole launches: the kernel, the table and the steps together, against clouds that behave as the test says. At the end,
 * every way through the table must have been walked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchSagaTest {
    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(LaunchTable.WORKFLOW);

    @AfterAll
    void every_way_through_the_table_was_walked_and_every_history_is_whole() {
        var walked = VisitedTransitions.in(stage.jdbc());
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
        assertThat(walked)
                .as("walked by the tests of this class (run all of them)")
                .isEqualTo(VisitedTransitions.in(LaunchTable.TABLE));
    }

    @Nested
    class All_goes_well {
        private final LaunchScene scene = new LaunchScene(stage);

        @Test
        void an_empty_host_gets_a_vm_with_all_that_belongs_to_it() {
            var launch = scene.launch()
                    .goesOnAsFarAsItCan()
                    .isIn(SUCCEEDED)
                    .withoutAnythingToExplain()
                    .knows("placed_on", HOST)
                    .knows("floating_ip", "203.0.113.5")
                    .knows("flavor", World.FLAVOR)
                    .wentThrough(
                            REQUESTED,
                            VALIDATED,
                            REGISTERED,
                            VM_CREATED,
                            VM_ACTIVE,
                            PLACED,
                            NETWORK_ATTACHED,
                            FIREWALL_ATTACHED,
                            VERIFIED,
                            SUCCEEDED)
                    .knows("registered", "true")
                    .doesNotAllow(RETRY, ROLL_BACK, SKIP, ADOPT, CANCEL);
            var vm = scene.world().vmIds().getFirst();
            var machine = HOST + "-" + launch.id().toString().substring(24);
            scene.changed(
                    "add machine " + machine,
                    "create VM " + HOST,
                    "attach net-1 to server-" + vm,
                    "attach firewalls [971] to VM " + vm);
            assertThat(scene.world().vmsBehind(World.FIREWALL)).contains(vm);
            scene.oneVmIsLeft();
        }

        @Test
        void bad_answers_at_every_change_bring_neither_a_second_vm_nor_a_second_interface() {
            scene.whereTheCloud(script -> {
                script.next(ADD_MACHINE, NOT_SENT, SERVER_ERROR_BUT_DONE);
                script.next(CREATE_VM, TIME_OUT, NOT_SENT, LOST_REPLY_BUT_DONE);
                script.next(ATTACH_INTERFACE, SERVER_ERROR, TIME_OUT_BUT_DONE);
                script.next(ATTACH_FIREWALLS, TIME_OUT, LOST_REPLY_BUT_DONE);
            });
            scene.launch().goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
            assertThat(scene.world()
                            .interfacesOf("server-" + scene.world().vmIds().getFirst()))
                    .isEqualTo(1);
        }

        @Test
        void the_install_certificate_is_on_no_record() {
            var record = scene.launch().goesOnAsFarAsItCan().isIn(SUCCEEDED).everythingOnRecord();

            var encoded = Base64.getEncoder().encodeToString(World.CERTIFICATE.getBytes(StandardCharsets.UTF_8));
            assertThat(record).contains("read certificate of").doesNotContain(World.CERTIFICATE, encoded);
        }
    }

    @Nested
    class Before_anything_was_made {
        private final LaunchScene scene = new LaunchScene(stage);

        @Test
        void what_a_rule_forbids_is_rejected() {
            scene.where(world -> world.somebodyBoots("customer", HOST));
            scene.launch()
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("1 server on " + HOST)
                    .wentThrough(REQUESTED, REJECTED);
            scene.changed();
        }

        @Test
        void what_cannot_be_read_is_read_again_and_then_the_answer_is_no() {
            scene.stuckIn(REQUESTED).goesOnAsFarAsItCan().isIn(REJECTED).because("The cloud could not be read");
            scene.changed();
        }

        @Test
        void a_launch_that_nobody_has_looked_at_yet_is_cancelled_without_a_trace() {
            scene.launch().isTold(CANCEL).goesOnAsFarAsItCan().isIn(CANCELLED);
            scene.changed();
        }

        @Test
        void a_worker_without_keys_begins_nothing_and_says_why() {
            scene.launchWhileSwitchedOff("set HYPERSTACK_API_KEY")
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("set HYPERSTACK_API_KEY");
            scene.changed();
        }
    }

    @Nested
    class When_it_fails {
        private final LaunchScene scene = new LaunchScene(stage);

        private void everythingGoesBack(String why) {
            scene.launch().goesOnAsFarAsItCan().isIn(ROLLED_BACK).because(why);
            scene.nothingIsLeft();
        }

        @Test
        void a_machine_that_runpod_refuses_leads_back() {
            scene.whereTheCloud(script -> script.next(ADD_MACHINE, FORBIDDEN));
            everythingGoesBack("RunPod refused (403)");
        }

        @Test
        void a_vm_that_hyperstack_refuses_leads_back() {
            scene.whereTheCloud(script -> script.next(CREATE_VM, FORBIDDEN));
            everythingGoesBack("Hyperstack refused (403)");
        }

        @Test
        void a_vm_that_breaks_is_deleted() {
            scene.where(world -> world.vmsLiveThrough(World.CREATING, LaunchScene.BROKEN));
            everythingGoesBack("The VM broke");
        }

        @Test
        void a_vm_that_never_becomes_active_is_deleted_at_the_deadline() {
            scene.where(world -> world.vmsLiveThrough(World.CREATING));
            everythingGoesBack("Not within 20m");
        }

        @Test
        void a_vm_on_the_wrong_host_is_deleted() {
            scene.where(world -> world.vmsLandOn("CA1-ESC8-L40-02"));
            everythingGoesBack("The VM runs on CA1-ESC8-L40-02");
        }

        @Test
        void a_vm_that_nova_never_shows_is_deleted() {
            scene.where(world -> world.vmsLandOn(null));
            everythingGoesBack("Not within 5m: Nova does not show the VM yet");
        }

        @Test
        void a_vm_without_its_network_is_deleted() {
            scene.whereTheCloud(script -> script.next(ATTACH_INTERFACE, FORBIDDEN));
            everythingGoesBack("Nova refused (403)");
        }

        @Test
        void a_vm_without_its_firewall_is_deleted() {
            scene.whereTheCloud(script -> script.next(ATTACH_FIREWALLS, FORBIDDEN));
            everythingGoesBack("Hyperstack refused the firewall (403)");
        }

        @Test
        void a_vm_that_breaks_at_the_very_end_is_deleted() {
            scene.whereTheCloud(script -> script.meanwhile(
                    ATTACH_FIREWALLS, () -> scene.where(world -> world.vmsLiveThrough(LaunchScene.BROKEN))));
            everythingGoesBack("The VM did not last");
        }

        @Test
        void somebody_elses_vm_of_that_name_is_left_alone() {
            scene.whereTheCloud(script -> script.meanwhile(
                    ADD_MACHINE, () -> scene.where(world -> world.somebodyCreatesVm(HOST, null, "theirs"))));
            scene.launch().goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("did not make");
            assertThat(scene.world().vmIds()).hasSize(1);
            assertThat(scene.world().machineNames()).isEmpty();
        }

        @Test
        void an_order_that_is_carried_out_after_the_launch_gave_up_is_undone_too() {
            scene.whereTheCloud(script -> script.next(CREATE_VM, TIME_OUT));
            var launch = scene.launch()
                    .goesOn()
                    .isIn(REGISTERED)
                    .isTold(CANCEL)
                    .goesOn()
                    .isIn(DELETING_VM);
            scene.where(world -> world.somebodyCreatesVm(HOST, null, "spot-operation-" + launch.id()));
            launch.goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("CANCEL asked by olga");
            scene.nothingIsLeft();
        }
    }

    @Nested
    class When_something_stays_unknown {
        private final LaunchScene scene = new LaunchScene(stage);

        @ParameterizedTest
        @EnumSource(names = {"VALIDATED", "REGISTERED"})
        void before_there_is_a_vm_the_launch_goes_back(LaunchState state) {
            scene.stuckIn(state).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("gave up after 3 attempts");
            scene.nothingIsLeft();
        }

        @ParameterizedTest
        @EnumSource(names = {"VM_CREATED", "VM_ACTIVE", "PLACED", "NETWORK_ATTACHED", "FIREWALL_ATTACHED"})
        void a_vm_that_may_be_in_order_is_not_deleted_without_a_person(LaunchState state) {
            var launch = scene.stuckIn(state)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("gave up after 3 attempts");
            scene.oneVmIsLeft();

            scene.allIsWellAgain();
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
            scene.oneVmIsLeft();
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETING_VM", "VM_DELETED"})
        void a_way_back_that_is_stuck_waits_for_a_person(LaunchState state) {
            var launch = scene.stuckIn(state).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            scene.allIsWellAgain();
            launch.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.nothingIsLeft();
        }

        @Test
        void an_adoption_that_is_stuck_waits_for_a_person() {
            scene.stuckInAdopting().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        }

        @Test
        void a_vm_that_never_goes_waits_for_a_person() {
            scene.where(world -> world.vmsLiveThrough(LaunchScene.BROKEN))
                    .where(world -> world.deletedVmsStayForLooks(1_000));
            scene.launch().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Not within 10m: the VM is being deleted");
        }

        @Test
        void a_vm_that_may_be_ours_or_not_waits_for_a_person_on_both_ways() {
            scene.whereTheCloud(script -> script.next(CREATE_VM, TIME_OUT));
            var launch = scene.launch().goesOn().isIn(REGISTERED);
            scene.where(world -> world.somebodyCreatesVm(HOST, null));
            launch.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("it may be ours or not");
            launch.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("it may be ours or not");
            assertThat(scene.world().vmIds()).hasSize(1);
        }

        @Test
        void two_servers_of_one_name_wait_for_a_person() {
            scene.whereTheCloud(script -> script.meanwhile(
                    CREATE_VM, () -> scene.where(world -> world.somebodyBoots(HOST, HOST, "10.0.0.5"))));
            scene.launch().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova has several servers");
        }

        @Test
        void a_vm_that_somebody_moves_in_the_last_moment_waits_for_a_person() {
            scene.whereTheCloud(script -> script.meanwhile(
                    ATTACH_FIREWALLS,
                    () -> scene.where(
                            world -> world.somebodyMovesServer(world.vmIds().getFirst(), "CA1-ESC8-L40-02"))));
            scene.launch().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("and Nova shows it on");
        }
    }

    @Nested
    class When_runpod_does_not_take_the_host {
        private final LaunchScene scene = new LaunchScene(stage);

        @Test
        void a_vm_in_order_is_no_success_before_runpod_says_so() {
            scene.where(world -> world.runPodSaysRegistered(false));
            var launch = LaunchScene.untilIn(VERIFIED, scene.launch()).goesOn().isIn(VERIFIED);
            scene.where(world -> world.runPodSaysRegistered(true));
            launch.goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
        }

        @Test
        void a_host_that_never_joins_is_a_persons_and_nothing_is_deleted() {
            scene.where(world -> world.runPodSaysRegistered(false));
            scene.launch()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("Not within 30m: RunPod shows the machine")
                    .because("as not registered");
            scene.oneVmIsLeft();
        }

        @Test
        void a_runpod_that_does_not_tell_is_no_yes() {
            scene.where(world -> world.runPodSaysRegistered(null));
            scene.launch().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("RunPod does not tell whether");
            scene.oneVmIsLeft();
        }

        @Test
        void a_runpod_that_cannot_be_read_is_no_yes_and_is_waited_for() {
            scene.whereTheCloud(
                    script -> script.meanwhile(ATTACH_FIREWALLS, () -> script.always(LIST_MACHINES, SERVER_ERROR)));
            var launch = scene.launch()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("Not within 30m: RunPod could not be read");
            scene.oneVmIsLeft();

            scene.allIsWellAgain();
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @Test
        void a_machine_that_somebody_took_out_of_runpod_is_no_yes() {
            var launch = scene.stuckIn(VERIFIED);
            scene.where(World::machinesGo);
            launch.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("RunPod shows no machine");
        }

        @Test
        void the_way_back_is_a_persons_decision() {
            var launch = scene.stuckIn(VERIFIED).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            launch.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.nothingIsLeft();
        }

        @Test
        void a_person_may_go_without_runpods_word_while_it_waits_or_after() {
            scene.stuckIn(VERIFIED)
                    .isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(SUCCEEDED)
                    .knows("registered", "not waited for");
            scene.oneVmIsLeft();
        }

        @Test
        void also_when_it_is_before_a_person() {
            var launch = scene.stuckIn(VERIFIED).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            launch.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @Test
        void but_not_without_a_vm_in_order() {
            var launch = scene.stuckIn(VERIFIED).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            scene.where(world -> world.vmIs(world.vmIds().getFirst(), LaunchScene.BROKEN))
                    .where(world -> world.vmsLiveThrough(LaunchScene.BROKEN));
            launch.isTold(SKIP).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("The VM did not last");
        }

        @Test
        void nor_while_that_cannot_be_read() {
            var launch = scene.stuckIn(VERIFIED).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            scene.whereTheCloud(script -> script.always(SHOW_VM, SERVER_ERROR));
            launch.isTold(SKIP).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("gave up after 3 attempts");
        }

        @Test
        void nor_when_the_launch_has_not_come_so_far() {
            var launch = scene.beforeAPerson();
            scene.allIsWellAgain();
            launch.isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("Only the wait for RunPod can be skipped");
            scene.oneVmIsLeft();
        }
    }

    @Nested
    class When_what_fails_is_to_be_kept {
        private final LaunchScene scene = new LaunchScene(stage);

        @Test
        void all_that_was_made_stays_and_is_listed() {
            scene.kept()
                    .because("The VM broke")
                    .because("Kept for inspection, as requested: the VM %s (id %d) and the RunPod machine"
                            .formatted(HOST, scene.world().vmIds().getFirst()));
            scene.oneVmIsLeft();
        }

        @Test
        void after_the_look_it_is_rolled_back() {
            scene.kept().isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.nothingIsLeft();
        }

        @Test
        void or_adopted() {
            scene.kept().isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
            scene.oneVmIsLeft();
        }

        @Test
        void or_tried_again_with_the_same_vm() {
            var launch = scene.kept();
            scene.where(world -> world.vmsLiveThrough(World.ACTIVE));
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @Test
        void where_nothing_was_made_there_is_nothing_to_keep() {
            scene.whereTheCloud(script -> script.next(ADD_MACHINE, FORBIDDEN));
            scene.launchKeepingWhatFails().goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        }
    }

    @Nested
    class What_an_operator_may_do {
        private final LaunchScene scene = new LaunchScene(stage);

        @ParameterizedTest
        @EnumSource(
                names = {
                    "VALIDATED",
                    "REGISTERED",
                    "VM_CREATED",
                    "VM_ACTIVE",
                    "PLACED",
                    "NETWORK_ATTACHED",
                    "FIREWALL_ATTACHED",
                    "VERIFIED"
                })
        void cancelling_takes_back_whatever_was_made(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(CANCEL);
            scene.allIsWellAgain();
            launch.goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("CANCEL asked by olga: I looked at it");
            scene.nothingIsLeft();
        }

        @ParameterizedTest
        @EnumSource(
                names = {
                    "REQUESTED",
                    "VALIDATED",
                    "REGISTERED",
                    "VM_CREATED",
                    "VM_ACTIVE",
                    "PLACED",
                    "NETWORK_ATTACHED",
                    "FIREWALL_ATTACHED",
                    "VERIFIED"
                })
        void trying_again_goes_on_with_the_same_step(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(RETRY).goesOn().isIn(state);
            scene.allIsWellAgain();
            launch.goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @ParameterizedTest
        @EnumSource(names = {"DELETING_VM", "VM_DELETED"})
        void trying_again_on_the_way_back_goes_on_going_back(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(RETRY).goesOn().isIn(state);
            scene.allIsWellAgain();
            launch.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.nothingIsLeft();
        }

        @ParameterizedTest
        @EnumSource(
                names = {
                    "VM_CREATED",
                    "VM_ACTIVE",
                    "PLACED",
                    "NETWORK_ATTACHED",
                    "FIREWALL_ATTACHED",
                    "VERIFIED",
                    "DELETING_VM",
                    "VM_DELETED"
                })
        void adopting_ends_it_with_what_is_there_and_says_what_that_is(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(ADOPT);
            scene.allIsWellAgain();
            var vms = scene.world().vmIds();
            launch.goesOnAsFarAsItCan().isIn(ADOPTED);
            assertThat(scene.world().vmIds()).isEqualTo(vms);
            assertThat(launch.everythingOnRecord())
                    .contains("\"adopted_vm_ids\":" + vms.toString().replace(" ", ""));
        }

        @Test
        void an_adoption_can_be_tried_again() {
            var launch = scene.stuckInAdopting().isTold(RETRY).goesOn().isIn(ADOPTING);
            scene.allIsWellAgain();
            launch.goesOnAsFarAsItCan().isIn(ADOPTED);
        }

        @Test
        void an_adoption_waits_for_an_order_that_may_still_be_carried_out() {
            scene.whereTheCloud(script -> script.next(CREATE_VM, TIME_OUT));
            var launch = scene.launch().goesOn().isIn(REGISTERED);
            scene.where(world -> world.somebodyCreatesVm(HOST, null));
            launch.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            launch.isTold(ADOPT).goesOn().isIn(ADOPTING).goesOnAsFarAsItCan().isIn(ADOPTED);
        }

        @ParameterizedTest
        @EnumSource(names = {"PLACED", "NETWORK_ATTACHED"})
        void network_and_firewall_may_be_somebody_elses_care(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(SKIP);
            launch.goesOn();
            scene.allIsWellAgain();
            scene.somebodyAttachesTheRest();
            launch.goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @ParameterizedTest
        @EnumSource(names = {"PLACED", "NETWORK_ATTACHED"})
        void but_what_nobody_attached_is_for_a_person_and_a_retry_attaches_it(LaunchState state) {
            var launch = scene.stuckIn(state).isTold(SKIP);
            launch.goesOn();
            scene.allIsWellAgain();
            launch.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @Test
        void a_runpod_that_is_away_for_good_may_be_left_to_itself() {
            scene.stuckIn(VM_DELETED).isTold(SKIP).goesOn().isIn(ROLLED_BACK);
            assertThat(scene.world().vmIds()).isEmpty();
        }

        @Test
        void what_waits_for_a_person_can_be_rolled_back() {
            var launch = scene.beforeAPerson();
            scene.allIsWellAgain();
            launch.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.nothingIsLeft();
        }

        @Test
        void what_waits_for_a_person_can_be_adopted() {
            var launch = scene.beforeAPerson();
            scene.allIsWellAgain();
            launch.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
            scene.oneVmIsLeft();
        }

        @Test
        void what_waits_for_a_person_can_be_gone_on_with() {
            var launch = scene.beforeAPerson();
            scene.allIsWellAgain();
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }

        @Test
        void retry_after_everything_was_taken_back_makes_a_new_vm() {
            var launch = scene.stuckIn(VM_DELETED).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            scene.allIsWellAgain();
            scene.where(world -> world.vmsLiveThrough(World.ACTIVE));
            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.oneVmIsLeft();
        }
    }

    @Nested
    class RunPod_is_not_called {
        private final LaunchScene scene = new LaunchScene(stage);

        private OperationScenario asked() {
            return scene.launchByHand().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        }

        @Test
        void a_person_is_asked_to_let_the_vm_join_and_what_they_say_is_on_record_as_that() {
            var launch = asked().because("RunPod is not called here")
                    .because("ssh ubuntu@203.0.113.5")
                    .because("sudo /usr/local/sbin/join-runpod")
                    .because("add the machine " + World.HOST);
            assertThat(launch.caption(SKIP)).isEqualTo("It has joined RunPod and is listed: end the launch");

            launch.isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(SUCCEEDED)
                    .knows("registered", "confirmed by a person, not read");
            assertThat(scene.world().vmIds()).hasSize(1);
            assertThat(scene.asked()).noneMatch(call -> call.contains("machine") || call.contains("certificate"));
        }

        @Test
        void the_way_back_ends_when_a_person_says_that_the_machine_is_gone() {
            var launch = asked().isTold(ROLL_BACK)
                    .goesOnAsFarAsItCan()
                    .isIn(MACHINE_LEFT)
                    .because("Remove the machine " + World.HOST);
            assertThat(scene.world().vmIds()).isEmpty();

            launch.isTold(RETRY).goesOnAsFarAsItCan().isIn(MACHINE_LEFT);
            assertThat(launch.caption(SKIP)).isEqualTo("The machine is removed from RunPod: close");
            launch.isTold(SKIP).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        }

        @Test
        void what_is_adopted_says_that_runpod_was_not_read() {
            var launch = asked().isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(MACHINE_LEFT);
            launch.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
            assertThat(launch.everythingOnRecord()).contains("machines at RunPod: not read");
        }

        @Test
        void nobody_is_asked_for_a_machine_of_a_vm_that_never_ran() {
            scene.where(world -> world.vmsLiveThrough(LaunchScene.BROKEN));
            scene.launchByHand().goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            assertThat(scene.world().vmIds()).isEmpty();
        }
    }

    /** Outcomes that no step has today, or only with settings that changed under it; the table knows what to do. */
    @Nested
    class What_no_step_does_today {
        private static final StepOutcome FAILS = new StepOutcome.Failed("strange");
        private static final StepOutcome ASKS = new StepOutcome.NeedsOperator("strange");
        private static final StepOutcome REPEATS = new StepOutcome.Retry("strange");

        private final LaunchScene scene = new LaunchScene(stage);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    LaunchTable.REGISTER_MACHINE,
                    LaunchTable.AWAIT_ACTIVE,
                    LaunchTable.ATTACH_NETWORK,
                    LaunchTable.ATTACH_FIREWALL,
                    LaunchTable.AWAIT_REGISTERED
                })
        void a_step_that_asks_for_a_person_gets_one(String step) {
            scene.launchWith(step, _ -> ASKS)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("strange");
        }

        @Test
        void a_wait_for_runpod_that_gives_up_is_a_persons() {
            scene.launchWith(LaunchTable.AWAIT_REGISTERED, _ -> REPEATS)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR);
        }

        @Test
        void a_decision_about_keeping_that_cannot_be_made_is_a_persons() {
            for (var outcome : List.of(FAILS, REPEATS)) {
                scene.where(world -> world.vmsLiveThrough(LaunchScene.BROKEN));
                scene.launchWith(LaunchTable.KEEP_OR_UNDO, _ -> outcome)
                        .goesOnAsFarAsItCan()
                        .isIn(NEEDS_OPERATOR);
                stage.clear();
                scene.where(world -> world.vmIds().forEach(world::somebodyDeletesVm));
            }
        }

        @ParameterizedTest
        @CsvSource({"remove machine, FAILS", "delete VM, ASKS"})
        void a_way_back_that_gives_up_waits_for_a_person(String step, String outcome) {
            scene.where(world -> world.vmsLiveThrough(LaunchScene.BROKEN));
            scene.launchWith(step, _ -> outcome.equals("FAILS") ? FAILS : ASKS)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR);
        }

        @Test
        void an_adoption_that_gives_up_waits_for_a_person() {
            for (var outcome : List.of(FAILS, ASKS)) {
                scene.where(world -> world.vmsLiveThrough(World.CREATING));
                scene.launchWith(LaunchTable.ADOPT_WHAT_IS_THERE, _ -> outcome)
                        .goesOn()
                        .isIn(VM_CREATED)
                        .isTold(ADOPT)
                        .goesOnAsFarAsItCan()
                        .isIn(NEEDS_OPERATOR);
                stage.clear();
                scene.where(world -> world.vmIds().forEach(world::somebodyDeletesVm));
            }
        }
    }
}
