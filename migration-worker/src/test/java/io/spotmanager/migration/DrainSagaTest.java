package io.spotmanager.migration;

import static io.spotmanager.migration.DrainState.ADOPTED;
import static io.spotmanager.migration.DrainState.CANCELLED;
import static io.spotmanager.migration.DrainState.CLOSED;
import static io.spotmanager.migration.DrainState.EMPTY;
import static io.spotmanager.migration.DrainState.HOST_PLACED;
import static io.spotmanager.migration.DrainState.HOST_REMOVED;
import static io.spotmanager.migration.DrainState.NEEDS_OPERATOR;
import static io.spotmanager.migration.DrainState.REJECTED;
import static io.spotmanager.migration.DrainState.REQUESTED;
import static io.spotmanager.migration.DrainState.ROLLED_BACK;
import static io.spotmanager.migration.DrainState.SERVICE_SETTLED;
import static io.spotmanager.migration.DrainState.SUCCEEDED;
import static io.spotmanager.migration.DrainState.VALIDATED;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.DISABLE;
import static io.spotmanager.migration.ScriptedNova.Call.ENABLE;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
import static io.spotmanager.migration.StockScene.POOL;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR_BUT_DONE;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Moves and withdrawals that wait for an empty host: the kernel, the table and the steps together, against a Nova as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainSagaTest {
    private static final String TARGET = "L40-n3-spot";
    private static final String OUT = "remove from L40-n3";
    private static final String BACK = "add to L40-n3";
    private static final String IN = "add to L40-n3-spot";
    private static final String CLOSE = "disable service";
    private static final String OPEN = "enable service";
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));
    private static final Instant PAST = Instant.now().minusSeconds(60);

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(DrainTable.WORKFLOW);
    private StockScene scene = new StockScene(stage);

    @AfterAll
    void every_history_is_whole() {
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
    }

    private StockScene scene() {
        scene = new StockScene(stage);
        return scene.hostIn(POOL);
    }

    private StockScene busy() {
        return scene().where(nova -> nova.boot(2));
    }

    @Test
    void an_empty_host_is_closed_moved_and_opened_again() {
        scene().drain(TARGET, TOMORROW)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .wentThrough(REQUESTED, VALIDATED, CLOSED, EMPTY, HOST_REMOVED, HOST_PLACED, SERVICE_SETTLED, SUCCEEDED)
                .knows("placed_in", TARGET);
        scene.changed(CLOSE, OUT, IN, OPEN).hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void a_busy_host_is_closed_at_once_and_moves_when_its_last_vm_is_gone() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED).because("2 servers on");
        scene.changed(CLOSE).hostEndsIn(POOL).serviceEnds("spot-manager: new fans [%s]".formatted(drain.id()));
        assertThat(drain.everythingOnRecord()).contains("\"blocked_by\"", "vm-1", "vm-2");

        scene.where(nova -> nova.boot(1));
        drain.goesOn().isIn(CLOSED).because("1 server on");
        scene.where(nova -> nova.boot(0));
        drain.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, OUT, IN, OPEN).hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void waiting_for_vms_is_no_warning_in_the_log_however_long_it_lasts() {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger("io.spotmanager.workflow.execution.OperationExecutor");
        lines.start();
        log.addAppender(lines);
        try {
            busy().drain(TARGET, TOMORROW).goesOn().isIn(CLOSED).goesOn().isIn(CLOSED);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void a_withdrawal_opens_the_host_again_unless_it_was_to_stay_closed() {
        scene().drain(null, TOMORROW).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, OUT, OPEN).hostEndsIn().serviceEnds("");

        var kept = scene().drainAndKeepClosed(TOMORROW).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, OUT).hostEndsIn().serviceEnds("spot-manager: new fans [%s]".formatted(kept.id()));
    }

    @Test
    void a_service_that_somebody_else_disabled_is_neither_marked_nor_enabled() {
        scene().where(ScriptedNova::disableHost);
        scene.drain(TARGET, TOMORROW).goesOnAsFarAsItCan().isIn(SUCCEEDED).knows("disabled_reason", "broken NIC");
        scene.changed(OUT, IN).hostEndsIn(TARGET).serviceEnds("broken NIC");
    }

    @Test
    void a_service_that_somebody_else_disables_while_it_waits_stays_disabled_after_a_cancel() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(nova -> nova.disableHost("fire"));
        drain.isTold(CANCEL).goesOnAsFarAsItCan().isIn(CANCELLED);
        scene.changed(CLOSE).hostEndsIn(POOL).serviceEnds("fire");
    }

    @Test
    void a_host_that_somebody_opens_while_it_waits_is_closed_again_when_a_person_says_so() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(ScriptedNova::enableHost);
        drain.goesOn().isIn(NEEDS_OPERATOR).because("Somebody enabled the compute service");
        scene.changed(CLOSE);

        drain.isTold(RETRY).goesOn().isIn(CLOSED);
        scene.changed(CLOSE, CLOSE).serviceEnds("spot-manager: new fans [%s]".formatted(drain.id()));
        scene.where(nova -> nova.boot(0));
        drain.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void an_empty_host_that_somebody_opened_meanwhile_moves_at_once() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(nova -> {
            nova.enableHost();
            nova.boot(0);
        });
        drain.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, OUT, IN).hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void a_pool_that_is_renamed_while_it_waits_is_still_one_that_holds_the_host() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(nova -> {
            nova.rename(POOL, "L40 until March");
            nova.boot(0);
        });
        drain.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("in L40 until March");
        scene.changed(CLOSE).hostEndsIn("L40 until March");
    }

    @Test
    void a_cancel_while_it_waits_opens_the_host_again() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        assertThat(drain.caption(CANCEL)).isEqualTo("Stop waiting, leave it in L40-n3");
        drain.isTold(CANCEL).goesOnAsFarAsItCan().isIn(CANCELLED);
        scene.changed(CLOSE, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void past_its_deadline_it_stands_in_front_of_a_person_with_its_host_closed() {
        busy();
        var drain = scene.drain(TARGET, PAST)
                .goesOn()
                .isIn(NEEDS_OPERATOR)
                .because("2 servers on")
                .because("The deadline");
        assertThat(drain.caption(RETRY)).isEqualTo("Wait until it is empty, then put it in L40-n3-spot");
        drain.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(CLOSE, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void who_waits_on_after_the_deadline_waits_as_long_again() {
        var asked = Instant.parse("2026-01-02T00:00:00Z");
        var day = Duration.ofDays(1).toSeconds();
        assertThat(DrainDeadline.seconds(asked, Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo(day);
        assertThat(new DrainDeadline(asked, Instant.parse("2026-01-01T00:00:01Z"), day).last())
                .isEqualTo(asked);
        assertThat(new DrainDeadline(asked, Instant.parse("2026-01-05T00:00:00Z"), day).last())
                .isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
    }

    @Test
    void a_cloud_that_cannot_be_read_while_it_waits_costs_no_attempt() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(nova -> nova.always(SERVERS, SERVER_ERROR));
        for (var look = 0; look < 20; look++) {
            drain.goesOn().isIn(CLOSED).because("Nova could not be read");
        }
        scene.where(nova -> {
            nova.recover();
            nova.boot(0);
        });
        drain.goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void a_vm_that_an_administrator_starts_on_the_closed_host_is_waited_for() {
        scene().where(nova -> nova.meanwhile(DISABLE, () -> nova.meanwhile(SERVERS, () -> nova.boot(1))));
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(EMPTY).because("1 server on");
        scene.changed(CLOSE).hostEndsIn(POOL);
        scene.where(nova -> nova.boot(0));
        drain.goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void a_host_that_no_rule_lets_move_is_refused_before_it_is_closed() {
        busy().drain("A100-n3", TOMORROW).goesOnAsFarAsItCan().isIn(REJECTED).because("a host keeps its GPU type");
        busy().hostIn()
                .drain(null, TOMORROW)
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("nothing to withdraw");
        scene.changed();
    }

    @Test
    void bad_answers_at_every_change_do_not_keep_it_from_its_end() {
        scene().where(nova -> {
            nova.next(DISABLE, TIME_OUT, SERVER_ERROR_BUT_DONE);
            nova.next(REMOVE, TIME_OUT, SERVER_ERROR_BUT_DONE);
            nova.next(ADD, TIME_OUT, SERVER_ERROR_BUT_DONE);
            nova.next(ENABLE, TIME_OUT, SERVER_ERROR_BUT_DONE);
        });
        scene.drain(TARGET, TOMORROW).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.hostEndsIn(TARGET).serviceEnds("");
    }

    @Test
    void a_pool_that_never_takes_it_leads_back_to_an_open_host() {
        scene().where(nova -> nova.always(ADD, SERVER_ERROR));
        var drain = scene.drain(TARGET, TOMORROW).goesOn();
        scene.where(ScriptedNova::recover);
        drain.isTold(CANCEL).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(CLOSE, OUT, IN, BACK, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_cancel_waits_until_an_unanswered_change_can_come_no_more() {
        scene().where(nova -> nova.always(DISABLE, TIME_OUT));
        var drain = scene.drain(TARGET, TOMORROW)
                .goesOn()
                .isIn(VALIDATED)
                .isTold(CANCEL)
                .isGivenToAWorker()
                .because("may still be carried out");
        scene.where(nova -> nova.disableHost("spot-manager: new fans [%s]".formatted(drain.id())));
        drain.goesOnAsFarAsItCan().isIn(CANCELLED);
        scene.changed(CLOSE, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void an_adopted_host_stays_where_it_is_and_is_opened() {
        busy();
        var drain = scene.drain(TARGET, TOMORROW).goesOn().isIn(CLOSED);
        scene.where(nova -> {
            nova.put("Contract-ACME");
            nova.boot(0);
        });
        drain.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("in Contract-ACME");
        assertThat(drain.caption(ADOPT)).isEqualTo("Leave it in Contract-ACME and close");
        drain.isTold(ADOPT).goesOnAsFarAsItCan().isIn(ADOPTED).knows("adopted", "in Contract-ACME");
        scene.changed(CLOSE, OPEN).hostEndsIn("Contract-ACME").serviceEnds("");
    }

    @Test
    void a_nova_that_refuses_to_close_the_host_is_told_and_nothing_is_changed() {
        busy().where(nova -> nova.next(DISABLE, FORBIDDEN));
        scene.drain(TARGET, TOMORROW).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("Policy doesn't allow it");
        scene.changed(CLOSE).hostEndsIn(POOL).serviceEnds("");
    }
}
