package io.spotmanager.workflow.wiring;

/**
 * How the database shows that there is something to do for a task. A process asks for the signs of all its tasks with one statement.
 *
 * @param condition SQL: true while there is something to do; must not read more the longer the history is
 * @param after whether there is something to do once more when that has ended
 * @param version SQL: a text that is another one when there is something new
 */
public record WorkSign(String condition, boolean after, String version) {
    /** Something is to be done while that condition holds. */
    public static WorkSign when(String condition) {
        return new WorkSign(condition, false, "''");
    }

    /** Something is to be done while that condition holds, and once more when it does not any longer. */
    public static WorkSign whileAndAfter(String condition) {
        return new WorkSign(condition, true, "''");
    }

    /** Something is also to be done when that text has become another one. */
    public WorkSign orChanged(String text) {
        return new WorkSign(condition, after, text);
    }
}
