package io.spotmanager.testkit;

import io.spotmanager.domain.call.CloudResult;

/** How one of Nova's answers goes wrong, and whether the work was done all the same. */
public enum FaultType {
    SERVER_ERROR_BUT_DONE(true, new CloudResult.Indeterminate<>("500 Unexpected API Error")),
    SERVER_ERROR(false, new CloudResult.Indeterminate<>("500 Unexpected API Error")),
    TIME_OUT_BUT_DONE(true, new CloudResult.Indeterminate<>("no answer within 20 s")),
    TIME_OUT(false, new CloudResult.Indeterminate<>("no answer within 20 s")),
    LOST_REPLY_BUT_DONE(true, new CloudResult.Indeterminate<>("the connection closed before an answer")),
    LOST_REPLY(false, new CloudResult.Indeterminate<>("the connection closed before an answer")),
    NOT_SENT(false, new CloudResult.NotSent<>("the circuit is open")),
    CONFLICT(false, new CloudResult.Rejected<>(409, "Cannot do that while it is in vm_state building")),
    FORBIDDEN(false, new CloudResult.Rejected<>(403, "Policy doesn't allow it to be performed."));

    private final boolean done;
    private final CloudResult<Object> answer;

    FaultType(boolean done, CloudResult<Object> answer) {
        this.done = done;
        this.answer = answer;
    }

    public boolean done() {
        return done;
    }

    public <T> CloudResult<T> answer() {
        return answer.map(value -> {
            throw new IllegalStateException("a mishap carries no value");
        });
    }
}
