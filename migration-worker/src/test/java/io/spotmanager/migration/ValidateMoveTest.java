package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.StepDialogue.SOURCE;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.migration.ScriptedNova.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidateMoveTest {
    private final StepDialogue validate = step(MigrationTable.VALIDATE);

    @Test
    void a_move_that_every_rule_allows_is_valid() {
        validate.hostIn(SOURCE)
                .runs()
                .isDone()
                .asking("list aggregates", "show service", "list servers")
                .changingNothing();
    }

    @Test
    void what_is_worth_a_warning_is_kept_for_the_history() {
        validate.hostIn(SOURCE)
                .where(ScriptedNova::disableHost)
                .runs()
                .isDone()
                .learns(
                        "warnings",
                        List.of(
                                "The compute service of CA1-ESC8-L40-01 is disabled and up: it sells nothing until that changes."));
    }

    @Test
    void everything_that_stands_in_the_way_is_told_at_once() {
        validate.hostIn("L40-n3-runpod")
                .moving(SOURCE, "A100-n3")
                .where(nova -> nova.boot(1))
                .runs()
                .failsBecause("it is in L40-n3-runpod")
                .failsBecause("L40-n3 sells L40 and A100-n3 sells A100")
                .failsBecause("1 server on CA1-ESC8-L40-01")
                .changingNothing();
    }

    @Test
    void a_host_that_nova_does_not_know_is_refused() {
        validate.where(ScriptedNova::forgetHost)
                .runs()
                .failsBecause("Nova has no compute host CA1-ESC8-L40-01")
                .changingNothing();
    }

    @Test
    void a_host_in_use_is_let_go_only_with_an_acknowledgement() {
        validate.hostIn(SOURCE)
                .where(nova -> nova.boot(2))
                .runs()
                .failsBecause("2 servers on CA1-ESC8-L40-01 (vm-1, vm-2)");
        validate.acknowledging(VMS).runs().isDone().changingNothing();
    }

    @Test
    void a_spot_host_in_use_is_never_let_go() {
        validate.hostIn(TARGET)
                .where(nova -> nova.boot(1))
                .moving(TARGET, SOURCE, VMS)
                .runs()
                .failsBecause("A spot host is only moved empty");
    }

    @ParameterizedTest
    @EnumSource(names = {"AGGREGATES", "COMPUTE_SERVICE", "SERVERS"})
    void whatever_cannot_be_read_is_no_yes(Call unreadable) {
        validate.hostIn(SOURCE)
                .novaAnswers(unreadable, SERVER_ERROR, NOT_SENT)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read: 500");
        validate.runs().isToBeTriedAgainBecause("Nova could not be read: the circuit is open");
        validate.runs().isDone();
    }
}
