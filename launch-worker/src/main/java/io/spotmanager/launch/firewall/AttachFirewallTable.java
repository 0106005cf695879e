package io.spotmanager.launch.firewall;

import static io.spotmanager.launch.firewall.AttachFirewallState.ADOPTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.ADOPTING;
import static io.spotmanager.launch.firewall.AttachFirewallState.ATTACHED;
import static io.spotmanager.launch.firewall.AttachFirewallState.CANCELLED;
import static io.spotmanager.launch.firewall.AttachFirewallState.NEEDS_OPERATOR;
import static io.spotmanager.launch.firewall.AttachFirewallState.REJECTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.REQUESTED;
import static io.spotmanager.launch.firewall.AttachFirewallState.SUCCEEDED;
import static io.spotmanager.launch.firewall.AttachFirewallState.VALIDATED;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.RETRY;

import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;

/** The whole of attaching a firewall. There is no roll-back: no firewall is ever taken from a VM. */
public final class AttachFirewallTable {
    public static final String WORKFLOW = AttachFirewallRequest.KIND;

    static final String VALIDATE = "validate";
    static final String ATTACH = "attach firewall";
    static final String VERIFY = "verify that none was lost";
    static final String ADOPT_FIREWALLS = "adopt firewalls";

    // spotless:off
    public static final TransitionTable TABLE = TransitionTable.named(WORKFLOW)
            .otherwise(NEEDS_OPERATOR)
            .in(REQUESTED, VALIDATE).restsReading()
                .on(DONE,          VALIDATED)
                .on(Signal.FAILED, REJECTED)
                .on(EXHAUSTED,     REJECTED)
                .on(ESCALATED,     REJECTED)
                .on(RETRY,         REQUESTED)
                .on(CANCEL,        CANCELLED)
            .in(VALIDATED, ATTACH).restsUntouched()
                .on(DONE,          ATTACHED)
                .on(Signal.FAILED, AttachFirewallState.FAILED)
                .on(RETRY,         VALIDATED)
                .on(ADOPT,         ADOPTING)
            .in(ATTACHED, VERIFY)
                .on(DONE,          SUCCEEDED)
                .on(RETRY,         ATTACHED)
                .on(ADOPT,         ADOPTING)
            .in(ADOPTING, ADOPT_FIREWALLS)
                .on(DONE,          ADOPTED)
                .on(RETRY,         ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,         VALIDATED)
                .on(ADOPT,         ADOPTING)
            .endingIn(SUCCEEDED, AttachFirewallState.FAILED, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private AttachFirewallTable() {}
}
