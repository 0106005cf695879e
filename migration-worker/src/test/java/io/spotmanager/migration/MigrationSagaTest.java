package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.MigrationState.ADOPTED;
import static io.spotmanager.migration.MigrationState.ADOPTING;
import static io.spotmanager.migration.MigrationState.CANCELLED;
import static io.spotmanager.migration.MigrationState.HOST_ADDED;
import static io.spotmanager.migration.MigrationState.HOST_REMOVED;
import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.REJECTED;
import static io.spotmanager.migration.MigrationState.REQUESTED;
import static io.spotmanager.migration.MigrationState.RESTORING;
import static io.spotmanager.migration.MigrationState.ROLLED_BACK;
import static io.spotmanager.migration.MigrationState.SUCCEEDED;
import static io.spotmanager.migration.MigrationState.VALIDATED;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
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

import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.StepOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whole moves from L40-n3 to L40-n3-spot: the kernel, the table and the steps together, against a Nova that behaves as
 * the test says. At the end, every way through the table must have been walked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationSagaTest {
    private static final String SOURCE = MoveScene.SOURCE;
    private static final String TARGET = MoveScene.TARGET;
    private static final String OUT = "remove from L40-n3";
    private static final String IN = "add to L40-n3-spot";
    private static final String OUT_AGAIN = "remove from L40-n3-spot";
    private static final String BACK = "add to L40-n3";

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(MigrationTable.WORKFLOW);

    @AfterAll
    void every_way_through_the_table_was_walked_and_every_history_is_whole() {
        var walked = VisitedTransitions.in(stage.jdbc());
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
        assertThat(walked)
                .as("walked by the tests of this class (run all of them)")
                .isEqualTo(VisitedTransitions.in(MigrationTable.TABLE));
    }

    @Nested
    class All_goes_well {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void a_host_goes_from_on_demand_to_spot() {
            scene.hostIn(SOURCE)
                    .move()
                    .goesOnAsFarAsItCan()
                    .isIn(SUCCEEDED)
                    .withoutAnythingToExplain()
                    .knows("placed_in", TARGET)
                    .wentThrough(REQUESTED, VALIDATED, HOST_REMOVED, HOST_ADDED, SUCCEEDED)
                    .doesNotAllow(RETRY, ROLL_BACK, SKIP, ADOPT, CANCEL);
            scene.changed(OUT, IN).hostEndsIn(TARGET);
        }

        @Test
        void no_worker_needs_a_second_command_for_it() {
            scene.hostIn(SOURCE).move().goesOn().isIn(SUCCEEDED);
        }

        @Test
        void a_host_with_servers_takes_them_along_when_that_was_acknowledged() {
            scene.hostIn(SOURCE).where(nova -> nova.boot(2));
            scene.move(VMS).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.hostEndsIn(TARGET);
        }

        @Test
        void bad_answers_at_every_change_do_not_keep_the_host_from_its_target() {
            scene.hostIn(SOURCE).where(nova -> {
                nova.next(REMOVE, TIME_OUT, SERVER_ERROR_BUT_DONE);
                nova.next(ADD, NOT_SENT, SERVER_ERROR, LOST_REPLY_BUT_DONE);
            });
            scene.move().goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
            scene.changed(OUT, OUT, IN, IN, IN).hostEndsIn(TARGET);
        }

        @Test
        void a_removal_that_was_carried_out_late_is_not_carried_out_twice() {
            scene.hostIn(SOURCE).where(nova -> nova.next(REMOVE, TIME_OUT));
            var move = scene.move().goesOn().isIn(VALIDATED).because("no answer within 20 s");
            scene.somebodyPutsTheHostInto();
            move.goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.changed(OUT, IN).hostEndsIn(TARGET);
        }
    }

    @Nested
    class Before_anything_was_touched {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void what_a_rule_forbids_is_rejected() {
            scene.hostIn(SOURCE).where(nova -> nova.boot(1));
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("1 server on")
                    .wentThrough(REQUESTED, REJECTED);
            scene.changed().hostEndsIn(SOURCE);
        }

        @Test
        void a_nova_that_cannot_be_read_is_asked_again_and_then_the_answer_is_no() {
            scene.hostIn(SOURCE).where(nova -> nova.always(AGGREGATES, SERVER_ERROR));
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("gave up after 3 attempts; the last one: Nova could not be read");
            scene.changed().hostEndsIn(SOURCE);
        }

        @Test
        void a_nova_that_comes_back_in_time_is_no_obstacle() {
            scene.hostIn(SOURCE).where(nova -> nova.next(AGGREGATES, SERVER_ERROR, TIME_OUT));
            scene.move().goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
        }

        @Test
        void an_operator_who_cannot_wait_has_it_tried_at_once_and_as_often_as_before() {
            scene.hostIn(SOURCE).where(nova -> nova.always(AGGREGATES, SERVER_ERROR));
            var move = scene.move()
                    .goesOn()
                    .goesOn()
                    .isIn(REQUESTED)
                    .isTold(RETRY)
                    .goesOn()
                    .isIn(REQUESTED);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        }

        @Test
        void a_move_that_nobody_has_looked_at_yet_is_cancelled_without_a_trace_in_nova() {
            scene.hostIn(SOURCE)
                    .move()
                    .isTold(CANCEL)
                    .goesOnAsFarAsItCan()
                    .isIn(CANCELLED)
                    .because("CANCEL asked by olga: I looked at it");
            assertThat(scene.nova().transcript()).isEmpty();
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void a_validation_that_asks_for_a_person_ends_the_move_since_nothing_was_touched() {
            scene.hostIn(SOURCE)
                    .moveWith(MigrationTable.VALIDATE, _ -> new StepOutcome.NeedsOperator("strange"))
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("strange");
            scene.changed().hostEndsIn(SOURCE);
        }
    }

    @Nested
    class While_the_host_leaves_its_source {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void servers_that_appeared_since_validation_have_it_rejected() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(SERVERS, () -> nova.boot(1)));
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(REJECTED)
                    .because("1 server on")
                    .wentThrough(REQUESTED, VALIDATED, REJECTED);
            scene.changed().hostEndsIn(SOURCE);
        }

        @Test
        void a_removal_that_keeps_failing_leads_back_to_a_host_in_its_source() {
            scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, TIME_OUT));
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(ROLLED_BACK)
                    .because("gave up after 3 attempts")
                    .wentThrough(REQUESTED, VALIDATED, RESTORING, ROLLED_BACK);
            scene.changed(OUT, OUT, OUT).hostEndsIn(SOURCE);
        }

        @Test
        void a_removal_that_happened_unseen_is_undone() {
            scene.hostIn(SOURCE).where(nova -> {
                nova.always(REMOVE, TIME_OUT_BUT_DONE);
                nova.meanwhile(REMOVE, () -> nova.always(AGGREGATES, SERVER_ERROR));
            });
            var move = scene.move().goesOn().goesOn().goesOn().isIn(RESTORING);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("gave up after 3 attempts");
            scene.changed(OUT, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void a_host_that_somebody_else_moved_is_left_to_a_person() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(SERVERS, () -> nova.put("L40-n3-runpod")));
            scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova shows the host in L40-n3-runpod");
            scene.changed().hostEndsIn("L40-n3-runpod");
        }

        @Test
        void an_operator_has_the_removal_tried_again() {
            scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, SERVER_ERROR));
            var move = scene.move().goesOn().isIn(VALIDATED).isTold(RETRY);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        }

        @Test
        void an_operator_who_took_the_host_out_by_hand_has_the_removal_skipped() {
            scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, SERVER_ERROR));
            var move = scene.move().goesOn().isIn(VALIDATED);
            scene.somebodyPutsTheHostInto();
            move.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.changed(OUT, IN).hostEndsIn(TARGET);
        }

        @Test
        void an_operator_who_skips_a_removal_that_did_not_happen_is_asked_again_before_anything_is_sold_twice() {
            scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, SERVER_ERROR));
            scene.move()
                    .goesOn()
                    .isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("Nova shows the host in L40-n3 (source)");
            scene.changed(OUT).hostEndsIn(SOURCE);
        }

        @Test
        void a_cancelled_move_leaves_the_host_in_its_source() {
            scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, SERVER_ERROR));
            scene.move()
                    .goesOn()
                    .isIn(VALIDATED)
                    .doesNotAllow(ROLL_BACK, ADOPT)
                    .isTold(CANCEL)
                    .goesOnAsFarAsItCan()
                    .isIn(CANCELLED)
                    .because("CANCEL asked by olga");
            scene.changed(OUT).hostEndsIn(SOURCE);
        }

        @Test
        void a_cancelled_move_whose_removal_happened_unseen_brings_the_host_back() {
            scene.hostIn(SOURCE).where(nova -> {
                nova.next(REMOVE, LOST_REPLY_BUT_DONE);
                nova.meanwhile(REMOVE, () -> nova.next(AGGREGATES, SERVER_ERROR));
            });
            scene.move()
                    .goesOn()
                    .isIn(VALIDATED)
                    .isTold(CANCEL)
                    .goesOnAsFarAsItCan()
                    .isIn(CANCELLED);
            scene.changed(OUT, BACK).hostEndsIn(SOURCE);
        }
    }

    @Nested
    class While_the_host_enters_its_target {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void a_refused_host_goes_back_into_its_source() {
            scene.hostIn(SOURCE, "cpu-general").where(nova -> {
                nova.setZone("cpu-general", "az-1");
                nova.setZone(TARGET, "az-2");
            });
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(ROLLED_BACK)
                    .because("already in availability zone(s) ['az-1']")
                    .knows("placed_in", SOURCE)
                    .wentThrough(REQUESTED, VALIDATED, HOST_REMOVED, RESTORING, ROLLED_BACK);
            scene.changed(OUT, IN, BACK).hostEndsIn(SOURCE, "cpu-general");
        }

        @Test
        void a_target_that_was_deleted_meanwhile_leads_back() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(REMOVE, () -> nova.delete(TARGET)));
            scene.move().goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("The aggregate L40-n3-spot is gone");
            scene.changed(OUT, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void an_addition_that_keeps_failing_leads_back() {
            scene.hostIn(SOURCE).where(nova -> nova.next(ADD, SERVER_ERROR, SERVER_ERROR, TIME_OUT));
            scene.move().goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("gave up after 3 attempts");
            scene.changed(OUT, IN, IN, IN, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void an_addition_that_happened_unseen_is_undone() {
            scene.hostIn(SOURCE).where(nova -> {
                nova.next(ADD, TIME_OUT_BUT_DONE);
                nova.meanwhile(ADD, () -> nova.next(AGGREGATES, TIME_OUT, TIME_OUT, TIME_OUT));
            });
            scene.move().goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.changed(OUT, IN, OUT_AGAIN, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void a_host_that_somebody_else_took_meanwhile_is_left_to_a_person() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(REMOVE, () -> nova.put("Contract-ACME")));
            scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova shows the host in Contract-ACME");
            scene.changed(OUT).hostEndsIn("Contract-ACME");
        }

        @Test
        void an_operator_has_the_addition_tried_again() {
            var move = scene.whereTheAdditionFails().isTold(RETRY);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(SUCCEEDED);
            scene.hostEndsIn(TARGET);
        }

        @Test
        void an_operator_rolls_back() {
            var move = scene.whereTheAdditionFails().isTold(ROLL_BACK);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("ROLL_BACK asked by olga: I looked at it");
            scene.changed(OUT, IN, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void an_operator_who_put_the_host_in_by_hand_has_the_addition_skipped_but_not_the_look_at_it() {
            var move = scene.whereTheAdditionFails();
            scene.somebodyPutsTheHostInto(TARGET);
            move.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED).knows("placed_in", TARGET);
            scene.changed(OUT, IN);
        }

        @Test
        void an_operator_who_skips_an_addition_that_did_not_happen_is_told_so() {
            scene.whereTheAdditionFails()
                    .isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("The host must be in its target alone. Nova shows it in no pool.")
                    .claimsNothingOf("added", "took");
        }

        @Test
        void an_operator_who_sold_the_host_otherwise_has_that_adopted() {
            var move = scene.whereTheAdditionFails();
            scene.somebodyPutsTheHostInto("L40-n3-runpod");
            move.isTold(ADOPT)
                    .goesOnAsFarAsItCan()
                    .isIn(ADOPTED)
                    .because("ADOPT asked by olga")
                    .knows("adopted", "in L40-n3-runpod");
            scene.changed(OUT, IN).hostEndsIn("L40-n3-runpod");
        }

        @Test
        void a_move_that_is_cancelled_now_goes_the_way_back() {
            var move = scene.whereTheAdditionFails().isTold(CANCEL);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("CANCEL asked by olga");
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void a_wish_that_comes_while_nova_works_is_taken_up_right_after() {
            var told = new OperationScenario[1];
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, () -> told[0].isTold(ROLL_BACK)));
            told[0] = scene.move();
            told[0].goesOn()
                    .isIn(ROLLED_BACK)
                    .wentThrough(REQUESTED, VALIDATED, HOST_REMOVED, HOST_ADDED, RESTORING, ROLLED_BACK);
            scene.changed(OUT, IN, OUT_AGAIN, BACK).hostEndsIn(SOURCE);
        }
    }

    @Nested
    class Before_the_host_was_seen_in_its_target {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void a_target_that_was_renamed_with_the_host_in_it_keeps_the_host_out_of_the_source() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, () -> nova.rename(TARGET, "L40 until March")));
            var move = scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("in L40 until March");

            move.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("in L40 until March");
            scene.hostEndsIn("L40 until March");
        }

        @Test
        void a_host_that_somebody_took_out_again_is_a_persons_to_decide() {
            scene.hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, nova::put));
            scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova shows it in no pool");
            scene.changed(OUT, IN).hostEndsIn();
        }

        @Test
        void success_is_not_reported_while_nova_cannot_be_read() {
            var move = scene.whereTheLookAtTheTargetFails();
            move.goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("gave up after 3 attempts; the last one: Nova could");
            scene.changed(OUT, IN).hostEndsIn(TARGET);
        }

        @Test
        void an_operator_has_the_look_repeated() {
            var move = scene.whereTheLookAtTheTargetFails().isTold(RETRY);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        }

        @Test
        void the_look_cannot_be_skipped() {
            scene.whereTheLookAtTheTargetFails().doesNotAllow(SKIP);
        }

        @Test
        void an_operator_rolls_back() {
            var move = scene.whereTheLookAtTheTargetFails().isTold(ROLL_BACK);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.changed(OUT, IN, OUT_AGAIN, BACK).hostEndsIn(SOURCE);
        }

        @Test
        void a_move_that_is_cancelled_now_goes_the_way_back() {
            var move = scene.whereTheLookAtTheTargetFails().isTold(CANCEL);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void an_operator_adopts_what_nova_shows() {
            var move = scene.whereTheLookAtTheTargetFails().isTold(ADOPT);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "in L40-n3-spot (target)");
        }

        @Test
        void a_look_that_cannot_succeed_is_a_persons_to_decide() {
            scene.hostIn(SOURCE)
                    .moveWith(MigrationTable.VERIFY, _ -> new StepOutcome.Failed("blind"))
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("blind");
        }
    }

    @Nested
    class On_the_way_back {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void a_source_that_refuses_the_host_is_a_persons_to_decide() {
            scene.hostIn(SOURCE).where(nova -> nova.always(ADD, FORBIDDEN));
            scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("Nova refused (403)")
                    .wentThrough(REQUESTED, VALIDATED, HOST_REMOVED, RESTORING, NEEDS_OPERATOR);
            scene.changed(OUT, IN, BACK).hostEndsIn();
        }

        @Test
        void a_source_that_was_deleted_meanwhile_is_a_persons_to_decide_and_comes_back_when_it_does() {
            scene.hostIn(SOURCE).where(nova -> {
                nova.next(ADD, FORBIDDEN);
                nova.meanwhile(ADD, () -> nova.delete(SOURCE));
            });
            var move = scene.move()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("its source L40-n3 is gone. Create it again and retry");
            scene.where(nova -> nova.create(SOURCE));
            move.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void a_nova_that_stays_away_is_a_persons_to_wait_for() {
            scene.whereTheWayBackFails()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("gave up after 3 attempts");
        }

        @Test
        void an_operator_has_the_way_back_tried_again() {
            var move = scene.whereTheWayBackFails().isTold(RETRY);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void an_operator_adopts_what_nova_shows() {
            var move = scene.whereTheWayBackFails();
            scene.somebodyPutsTheHostInto("Contract-ACME");
            scene.where(ScriptedNova::recover);
            move.doesNotAllow(SKIP, CANCEL, ROLL_BACK)
                    .isTold(ADOPT)
                    .goesOnAsFarAsItCan()
                    .isIn(ADOPTED)
                    .knows("adopted", "in Contract-ACME");
        }
    }

    @Nested
    class While_it_is_being_cancelled {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void a_source_that_refuses_the_host_is_a_persons_to_decide() {
            var move = scene.whereTheCancellingFails();
            scene.where(nova -> {
                nova.recover();
                nova.always(ADD, FORBIDDEN);
            });
            move.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova refused (403)");
        }

        @Test
        void a_nova_that_stays_away_is_a_persons_to_wait_for() {
            scene.whereTheCancellingFails()
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("gave up after 3 attempts");
        }

        @Test
        void a_host_that_somebody_else_moved_is_a_persons_to_decide() {
            var move = scene.whereTheCancellingFails();
            scene.somebodyPutsTheHostInto("Contract-ACME");
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("in Contract-ACME, where this move did not put it. It was left there");
        }

        @Test
        void an_operator_has_it_tried_again() {
            var move = scene.whereTheCancellingFails().isTold(RETRY);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(CANCELLED);
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void an_operator_adopts_what_nova_shows() {
            var move = scene.whereTheCancellingFails().doesNotAllow(CANCEL).isTold(ADOPT);
            scene.where(ScriptedNova::recover);
            move.goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "in no pool");
        }
    }

    @Nested
    class When_a_person_has_to_decide {
        private final MoveScene scene = new MoveScene(stage);

        @Test
        void nothing_happens_by_itself() {
            var move = scene.whereAPersonHasToDecide();
            var before = scene.nova().transcript().size();
            move.goesOn().isIn(NEEDS_OPERATOR);
            assertThat(scene.nova().transcript()).hasSize(before);
        }

        @Test
        void trying_again_begins_with_the_removal_and_its_checks() {
            var move = scene.whereAPersonHasToDecide();
            scene.somebodyPutsTheHostInto(SOURCE);
            move.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
            scene.hostEndsIn(TARGET);
        }

        @Test
        void rolling_back_brings_the_host_to_its_source() {
            var move = scene.whereAPersonHasToDecide();
            scene.somebodyPutsTheHostInto();
            move.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void cancelling_does_too() {
            var move = scene.whereAPersonHasToDecide();
            scene.somebodyPutsTheHostInto();
            move.isTold(CANCEL).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("CANCEL asked by olga");
            scene.hostEndsIn(SOURCE);
        }

        @Test
        void skipping_takes_the_person_at_their_word_but_looks() {
            var move = scene.whereAPersonHasToDecide();
            scene.somebodyPutsTheHostInto(TARGET);
            move.isTold(SKIP)
                    .goesOnAsFarAsItCan()
                    .isIn(SUCCEEDED)
                    .wentThrough(REQUESTED, VALIDATED, HOST_REMOVED, NEEDS_OPERATOR, HOST_ADDED, SUCCEEDED);
        }

        @Test
        void adopting_ends_it_where_the_host_is() {
            scene.whereAPersonHasToDecide()
                    .isTold(ADOPT)
                    .goesOnAsFarAsItCan()
                    .isIn(ADOPTED)
                    .knows("adopted", "in Contract-ACME");
            scene.hostEndsIn("Contract-ACME");
        }

        @Test
        void adopting_waits_for_a_nova_that_can_be_read() {
            var move = scene.whereAPersonHasToDecide();
            scene.where(nova -> nova.always(AGGREGATES, SERVER_ERROR));
            move.isTold(ADOPT)
                    .goesOn()
                    .isIn(ADOPTING)
                    .isTold(RETRY)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR);
            scene.where(ScriptedNova::recover);
            move.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED);
        }

        @Test
        void an_adoption_that_fails_is_again_a_persons_to_decide() {
            scene.hostIn("L40-n3", "Contract-ACME");
            scene.whereAPersonHasToDecide(MigrationTable.ADOPT_PLACEMENT, _ -> new StepOutcome.Failed("cannot"))
                    .isTold(ADOPT)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("cannot");
        }

        @Test
        void an_adoption_that_asks_for_a_person_gets_one() {
            scene.whereAPersonHasToDecide(MigrationTable.ADOPT_PLACEMENT, _ -> new StepOutcome.NeedsOperator("look"))
                    .isTold(ADOPT)
                    .goesOnAsFarAsItCan()
                    .isIn(NEEDS_OPERATOR)
                    .because("look");
        }
    }
}
