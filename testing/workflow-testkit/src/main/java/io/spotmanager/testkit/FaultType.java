package io.spotmanager.testkit;

import io.spotmanager.domain.call.CloudAnswer;

/** How one of Nova's answers goes wrong, and whether the work was done all the same. */
public enum FaultType {
    SERVER_ERROR_BUT_DONE(true, new CloudAnswer.Unclear<>("500 Unexpected API Error")),
    SERVER_ERROR(false, new CloudAnswer.Unclear<>("500 Unexpected API Error")),
    TIME_OUT_BUT_DONE(true, new CloudAnswer.Unclear<>("no answer within 20 s")),
    TIME_OUT(false, new CloudAnswer.Unclear<>("no answer within 20 s")),
    LOST_REPLY_BUT_DONE(true, new CloudAnswer.Unclear<>("the connection closed before an answer")),
    LOST_REPLY(false, new CloudAnswer.Unclear<>("the connection closed before an answer")),
    NOT_SENT(false, new CloudAnswer.NotSent<>("the circuit is open")),
    CONFLICT(false, new CloudAnswer.Refused<>(409, "Cannot do that while it is in vm_state building")),
    FORBIDDEN(false, new CloudAnswer.Refused<>(403, "Policy doesn't allow it to be performed."));

    private final boolean done;
    private final CloudAnswer<Object> answer;

    FaultType(boolean done, CloudAnswer<Object> answer) {
        this.done = done;
        this.answer = answer;
    }

    public boolean done() {
        return done;
    }

    public <T> CloudAnswer<T> answer() {
        return answer.map(value -> {
            throw new IllegalStateException("a mishap carries no value");
        });
    }
}
