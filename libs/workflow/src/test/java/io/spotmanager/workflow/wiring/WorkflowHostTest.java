package io.spotmanager.workflow.wiring;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.workflow.execution.DatabaseTime;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.WorkflowHost.HostedWorkflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class WorkflowHostTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            1,
            3,
            new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(1)));

    private static HostedWorkflow hosted(String worker) {
        Step done = _ -> new StepOutcome.Done();
        var workflow = new Workflow(
                Moves.TABLE,
                Stream.of("check", "remove", "add", "verify", "restore").collect(toMap(step -> step, _ -> done)));
        var config = new ExecutorConfig(
                workflow, worker, SETTINGS, InstantSource.system(), new SplittableRandom(1), new SimpleMeterRegistry());
        var jdbc = JdbcClient.create(database.source());
        return HostedWorkflow.of(config, new OperationStore(jdbc), _ -> {}, jdbc, DatabaseTime.steadily());
    }

    @Test
    void it_can_claim_from_its_first_heartbeat_on_and_is_unregistered_at_the_end() {
        var host = new WorkflowHost(List.of(hosted("one")));
        assertThat(host.canClaim()).isFalse();

        host.heartbeat();
        assertThat(host.canClaim()).isTrue();
        assertThat(workers()).containsExactly("one");

        host.stop();
        assertThat(workers()).isEmpty();
    }

    private static List<String> workers() {
        return database.jdbc()
                .sql("select name from worker")
                .query((row, number) -> row.getString("name"))
                .list();
    }

    @Test
    void two_workflows_of_one_name_are_refused_because_they_would_share_a_queue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkflowHost(List.of(hosted("one"), hosted("two"))))
                .withMessage("2 workflows of this process are called move. Give each a name of its own.");
    }
}
