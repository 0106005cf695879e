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
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What attaching a firewall and its states are called. A change of these or of {@link AttachFirewallTable} needs a new version: a test fails without one. */
final class AttachFirewallTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(1, "Attach firewall")
            .route(null, "firewall_id")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "attaching the firewall")
            .in(ATTACHED, "verifying that none was lost")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(AttachFirewallState.FAILED, FAILURE, "failed")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private AttachFirewallTitles() {}
}
