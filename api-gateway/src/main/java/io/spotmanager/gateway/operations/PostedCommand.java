package io.spotmanager.gateway.operations;

import java.util.Objects;
import org.springframework.http.ResponseEntity;

/** A command that was submitted, and whose worker and boards are not told yet. */
public final class PostedCommand {
    private final ResponseEntity<AcceptedOperation> answer;
    private final Runnable announcement;

    PostedCommand(ResponseEntity<AcceptedOperation> answer, Runnable announcement) {
        this.answer = answer;
        this.announcement = announcement;
    }

    /** Returns the operation. It exists once the transaction is committed. */
    public AcceptedOperation operation() {
        return Objects.requireNonNull(answer.getBody(), "every answer names its operation");
    }

    /** Tells workers and boards, and returns the answer for the requester. To be called once, after the commit. */
    public ResponseEntity<AcceptedOperation> announced() {
        announcement.run();
        return answer;
    }
}
