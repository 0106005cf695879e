package io.spotmanager.simulation.service;

import io.spotmanager.simulation.database.Rewriting;
import io.spotmanager.workflow.step.Workflow;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a test changes of the service, to see whether the harness notices. Nothing, otherwise.
 *
 * @param statements changes statements on their way to the database
 * @param workflows wraps the steps
 * @param execution wraps what a worker does with a command
 * @param schema statements that change the tables for all histories of a database
 */
public record Surgery(
        String name,
        Rewriting.Rule statements,
        UnaryOperator<Workflow> workflows,
        Execution execution,
        List<String> schema) {
    /** Wraps the execution of a command; it may acknowledge by itself. */
    @FunctionalInterface
    public interface Execution {
        Consumer<UUID> around(Consumer<UUID> execution, Runnable acknowledge);
    }

    /** The service as it is. */
    public static final Surgery NONE = new Surgery(
            "none", Rewriting.Rule.NONE, UnaryOperator.identity(), (execution, acknowledge) -> execution, List.of());

    /** Of statements alone. */
    public static Surgery ofStatements(String name, UnaryOperator<String> change) {
        return new Surgery(
                name,
                sql -> new Rewriting(change.apply(sql), List.of()),
                UnaryOperator.identity(),
                (execution, acknowledge) -> execution,
                List.of());
    }

    /** Of a workflow alone. */
    public static Surgery ofWorkflows(String name, UnaryOperator<Workflow> change) {
        return new Surgery(name, Rewriting.Rule.NONE, change, (execution, acknowledge) -> execution, List.of());
    }
}
