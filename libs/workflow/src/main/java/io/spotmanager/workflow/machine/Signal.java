package io.spotmanager.workflow.machine;

/** What moves an operation from one state to the next. */
public enum Signal {
    /** The step did its work, or found it done. */
    DONE(Sender.STEP),
    /** The step cannot succeed; nothing more of it is to be tried. */
    FAILED(Sender.STEP),
    /** The step was tried as often as allowed without a definite answer. */
    EXHAUSTED(Sender.STEP),
    /** The step found a situation that a person has to look at. */
    ESCALATED(Sender.STEP),

    /** An operator: try this step again, now. */
    RETRY(Sender.OPERATOR),
    /** An operator: undo what was done. */
    ROLL_BACK(Sender.OPERATOR),
    /** An operator: take this step for done, I have seen to it. */
    SKIP(Sender.OPERATOR),
    /** An operator: end with whatever the cloud shows. */
    ADOPT(Sender.OPERATOR),
    /** An operator: stop here. */
    CANCEL(Sender.OPERATOR);

    private enum Sender {
        STEP,
        OPERATOR
    }

    private final Sender sender;

    Signal(Sender sender) {
        this.sender = sender;
    }

    /** True if an operator sends it, false if a step does. */
    public boolean byOperator() {
        return sender == Sender.OPERATOR;
    }
}
