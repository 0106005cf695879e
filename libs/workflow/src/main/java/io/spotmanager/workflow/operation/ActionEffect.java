package io.spotmanager.workflow.operation;

import java.time.Instant;
import java.util.List;
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
 * @param calls the calls that would change something at a cloud, in order; null if the worker does not say
 * @param end where the host then is, such as "in L40-n3"; null if the worker does not say
 */
public record ActionEffect(
        String action,
        String caption,
        String effect,
        boolean recommended,
        @Nullable String reason,
        @Nullable Instant readAt,
        @Nullable List<CloudCall> calls,
        @Nullable String end) {
    /**
     * A call that would change something.
     *
     * @param cloud such as OpenStack
     * @param call what it asks for, in words
     */
    public record CloudCall(String cloud, String call) {}

    /** An effect whose worker does not say what it calls. */
    public ActionEffect(
            String action,
            String caption,
            String effect,
            boolean recommended,
            @Nullable String reason,
            @Nullable Instant readAt) {
        this(action, caption, effect, recommended, reason, readAt, null, null);
    }

    /** Returns the same effect without a recommendation. */
    public ActionEffect notRecommended() {
        return new ActionEffect(action, caption, effect, false, null, readAt, calls, end);
    }
}
