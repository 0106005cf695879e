package io.spotmanager.workflow.operation;

/**
 * Failures of an operation outside of its steps.
 *
 * @param failures claims in a row that ended outside of a step with nothing saved
 * @param deaths attempts of the present step that ended with the death of their worker
 */
public record Setbacks(int failures, int deaths) {
    public static final Setbacks NONE = new Setbacks(0, 0);
}
