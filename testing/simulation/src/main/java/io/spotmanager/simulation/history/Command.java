package io.spotmanager.simulation.history;

import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that a person does at a certain time of a history. */
public sealed interface Command {
    /** Since the beginning. */
    Duration at();

    /** Sends a move until it is accepted. */
    record Move(Duration at, String host, String source, String target) implements Command {}

    /** Sends the command to place a host that is in no pool until it is accepted. */
    record Place(Duration at, String host, String target) implements Command {}

    /** Sends the command to withdraw a host, and to disable its service, until it is accepted. */
    record Withdraw(Duration at, String host, String source) implements Command {}

    /**
     * Sends the command to move or withdraw a host once it is empty until it is accepted.
     *
     * @param target null to withdraw it
     * @param vmGone when the last VM leaves the host, since the beginning; zero for a host that is empty
     */
    record Drain(
            Duration at,
            String host,
            String source,
            @Nullable String target,
            Duration vmGone) implements Command {}

    /** Sends a launch until it is accepted. */
    record Launch(Duration at, String host) implements Command {}

    /** Sends a retirement until it is accepted. The host carries a VM of a launch from the beginning. */
    record Retire(Duration at, String host) implements Command {}

    /** As {@link Retire}, and the host is then moved. */
    record RetireAndMove(Duration at, String host, String source, String target) implements Command {}

    /** Sends an adoption of the VM of a host, which no launch made and which is there from the beginning, until it is accepted. */
    record Adopt(Duration at, String host) implements Command {}

    /** Sends the command to attach the firewall of its region to the VM of a host, which lacks it from the beginning, until it is accepted. */
    record AttachFirewall(Duration at, String host) implements Command {}

    /** Asks for an action at the open operation of a host, if there is one. */
    record Ask(Duration at, String host, Signal signal) implements Command {}
}
