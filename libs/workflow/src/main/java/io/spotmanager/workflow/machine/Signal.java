package io.spotmanager.workflow.machine;

/** What moves an operation from one state to the next. */
public enum Signal {
    /** The step did its work, or found it done. */
    DONE,
    /** The step cannot succeed; nothing more of it is to be tried. */
    FAILED,
    /** The step was tried as often as allowed without a definite answer. */
    EXHAUSTED,
    /** The step found a situation that a person has to look at. */
    ESCALATED,

    /** An operator: try this step again, now. */
    RETRY,
    /** An operator: undo what was done. */
    ROLL_BACK,
    /** An operator: take this step for done, I have seen to it. */
    SKIP,
    /** An operator: end with whatever the cloud shows. */
    ADOPT,
    /** An operator: stop here. */
    CANCEL;

    /** Whether a person sends it, rather than a step. */
    public boolean byOperator() {
        return ordinal() >= RETRY.ordinal();
    }
}
