package io.spotmanager.system.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.audit.Json;
import io.spotmanager.db.Schema;
import io.spotmanager.system.harness.BrokerInTest;
import io.spotmanager.system.harness.Database;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.operation.WorkflowStart;
import io.spotmanager.workflow.outbox.OutboxRelay;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.WorkerConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** One worker process with two workflows, on a real database and a real broker. */
@Timeout(180)
class TwoWorkflowsTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final String OWN_NAME = "%s@.+/" + ProcessHandle.current().pid();

    private static final Database database = Database.startEmpty();
    private static final BrokerInTest broker = new BrokerInTest();

    private enum State {
        REQUESTED,
        FETCHED,
        NEEDS_OPERATOR,
        BROUGHT
    }

    /** Steps that end at once, or when the test says so. */
    static final class Steps {
        private final List<String> begun = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<StepOutcome> outcome =
                CompletableFuture.completedFuture(new StepOutcome.Done());

        Workflow workflow(String name) {
            // spotless:off
            var table = TransitionTable.named(name)
                    .otherwise(State.NEEDS_OPERATOR)
                    .in(State.REQUESTED, "fetch")
                .on(Signal.DONE,  State.FETCHED)
                    .in(State.FETCHED, "bring")
                .on(Signal.DONE,  State.BROUGHT)
                    .waitingIn(State.NEEDS_OPERATOR)
                .on(Signal.RETRY, State.REQUESTED)
                    .endingIn(State.BROUGHT);
            // spotless:on
            return new Workflow(table, Map.of("fetch", step("fetch"), "bring", step("bring")));
        }

        private Step step(String name) {
            return context -> {
                begun.add(context.subject() + ": " + name);
                return outcome.join();
            };
        }

        void hold() {
            outcome = new CompletableFuture<>();
        }

        void end() {
            outcome.complete(new StepOutcome.Done());
        }

        boolean hasBegun(String subject, String step) {
            return begun.contains(subject + ": " + step);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WorkerConfiguration.class)
    static class Worker {
        @Bean
        Steps steps() {
            return new Steps();
        }

        @Bean
        Workflow errand(Steps steps) {
            return steps.workflow("errand");
        }

        @Bean
        Workflow parcel(Steps steps) {
            return steps.workflow("parcel");
        }
    }

    private ConfigurableApplicationContext worker;
    private Steps steps;

    @BeforeAll
    static void the_tables() {
        new Schema(database.dataSource()).migrate();
    }

    @AfterAll
    static void nothing_is_left() {
        broker.close();
        database.close();
    }

    @BeforeEach
    void a_worker_process() {
        var arguments = new ArrayList<>(broker.settings());
        arguments.addAll(database.settings("two workflows"));
        worker = new SpringApplicationBuilder(Worker.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
        steps = worker.getBean(Steps.class);
        await("heartbeats").atMost(MAX_WAIT).until(() -> workers().size() == 2);
    }

    @AfterEach
    void it_is_gone() {
        steps.end();
        worker.close();
    }

    private Map<String, String> workers() {
        Map<String, String> names = new TreeMap<>();
        database.jdbc()
                .sql("select kind, name from worker")
                .query((row, number) -> names.put(row.getString(1), row.getString(2)))
                .list();
        return names;
    }

    /** The operation's subject is called as the workflow, with a number. */
    private Operation accepted(String workflow) {
        var subject = workflow + "-" + UUID.randomUUID();
        var command = new Command(workflow, subject, Json.MAPPER.createObjectNode(), "ann", "because", null);
        var start = new WorkflowStart("REQUESTED", List.of(), 1);
        var accepted = (SubmissionResult.Accepted) worker.getBean(OperationSubmission.class)
                .accept(new NewOperation(UUID.randomUUID(), command, start, null));
        worker.getBean(OutboxRelay.class).dispatch(accepted.outboxId(), accepted.command());
        return now(accepted.operationId());
    }

    private static Operation now(UUID operation) {
        return new OperationStore(database.jdbc()).find(operation).orElseThrow();
    }

    private static void awaitEnds(Operation... operations) {
        await("all ends")
                .atMost(MAX_WAIT)
                .until(() -> Stream.of(operations)
                        .allMatch(operation -> stateOf(operation).equals("BROUGHT")));
    }

    private static String stateOf(Operation operation) {
        return now(operation.id()).state();
    }

    private static List<String> actorsOf(Operation operation) {
        return new AuditTrail(database.jdbc())
                .of(operation.id()).stream()
                        .skip(1)
                        .map(entry -> entry.what().actor())
                        .distinct()
                        .toList();
    }

    @Test
    void each_workflow_runs_its_operations_under_its_own_name() {
        var errand = accepted("errand");
        var parcel = accepted("parcel");

        awaitEnds(errand, parcel);

        assertThat(workers().get("errand")).matches(OWN_NAME.formatted("errand"));
        assertThat(workers().get("parcel")).matches(OWN_NAME.formatted("parcel"));
        assertThat(actorsOf(errand)).containsExactly("worker:" + workers().get("errand"));
        assertThat(actorsOf(parcel)).containsExactly("worker:" + workers().get("parcel"));
        assertThat(List.of("errand", "parcel"))
                .allSatisfy(workflow -> assertThat(worker.getBean(MeterRegistry.class)
                                .get("spot.steps")
                                .tags("workflow", workflow, "step", "bring")
                                .counter()
                                .count())
                        .isPositive());
        assertThat(database.jdbc()
                        .sql("select name from workflow_description")
                        .query((row, number) -> row.getString("name"))
                        .list())
                .containsExactlyInAnyOrder("errand", "parcel");
    }

    @Test
    void a_shutdown_waits_until_the_running_steps_of_both_are_saved_and_claims_nothing_more() {
        steps.hold();
        var errand = accepted("errand");
        var parcel = accepted("parcel");
        await("both steps")
                .atMost(MAX_WAIT)
                .until(() -> List.of(errand, parcel).stream()
                        .allMatch(
                                operation -> steps.hasBegun(operation.command().subject(), "fetch")));

        var closing = CompletableFuture.runAsync(worker::close);
        var consumers = worker.getBean("commandConsumers", Lifecycle.class);
        await("no more consumers").atMost(MAX_WAIT).until(() -> !consumers.isRunning());
        var late = accepted("errand");

        assertThat(closing).isNotDone();
        assertThat(workers()).hasSize(2);

        steps.end();
        assertThat(closing).succeedsWithin(MAX_WAIT);
        assertThat(List.of(stateOf(errand), stateOf(parcel))).containsOnly("FETCHED");
        assertThat(stateOf(late)).isEqualTo("REQUESTED");
        assertThat(workers()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from operation where open and leased_by is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Status health() {
        var indicator = worker.getBean("leaseHealthIndicator", HealthIndicator.class);
        return Objects.requireNonNull(indicator.health()).getStatus();
    }

    @Test
    void without_a_heartbeat_no_workflow_claims_until_the_database_is_back() {
        assertThat(health()).isEqualTo(Status.UP);

        database.crash();
        await("the loss").atMost(MAX_WAIT).until(() -> health().equals(Status.DOWN));
        database.comeBack();
        await("the return").atMost(MAX_WAIT).until(() -> health().equals(Status.UP));

        var errand = accepted("errand");
        var parcel = accepted("parcel");
        awaitEnds(errand, parcel);
    }
}
