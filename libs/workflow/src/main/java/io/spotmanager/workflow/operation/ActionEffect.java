package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's action would do now, with the names of the affected pools and VMs.
 *
 * @param action one of the allowed actions
 * @param caption text of a button: a verb and what it does to the host
 * @param effect what happens after that, in one or two sentences
 * @param recommended true for one action at most
 * @param reason why it is recommended; null if it is not
 * @param readAt when the clouds were read on which caption and effect are based; null if they were never read
 */
public record ActionEffect(
        String action,
        String caption,
        String effect,
        boolean recommended,
        @Nullable String reason,
        @Nullable Instant readAt) {
    /** Returns the same effect without a recommendation. */
    public ActionEffect notRecommended() {
        return new ActionEffect(action, caption, effect, false, null, readAt);
    }
}
