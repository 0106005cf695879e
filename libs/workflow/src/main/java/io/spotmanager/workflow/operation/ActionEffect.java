package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one action of an operator will do if it is asked for now, with the names of the pools and VMs that it concerns.
 *
 * @param action one of the allowed actions
 * @param caption for a button: a verb and what it does to the host
 * @param effect what happens after that, in one or two sentences
 * @param recommended true for one action at most
 * @param reason why it is recommended; null if it is not
 * @param readAt when the clouds showed what the caption and the effect are based on; null if that was never read
 */
public record ActionEffect(
        String action,
        String caption,
        String effect,
        boolean recommended,
        @Nullable String reason,
        @Nullable Instant readAt) {}
