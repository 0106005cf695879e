package io.spotmanager.launch.firewall;

import static io.spotmanager.workflow.step.ActionDescription.Effect.said;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.List;
import java.util.Optional;

/** What the operator actions do to the VM that is to get a firewall. */
final class AttachFirewallActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var host = situation.requested("hostname", "the VM");
        var firewall = situation.requested("firewall_id", "the region");
        var state = AttachFirewallState.valueOf(target);
        return Optional.ofNullable(
                        switch (state) {
                            case REQUESTED -> Effect.checkingAgain("Check the request again");
                            case CANCELLED ->
                                said(
                                        "Close without a change",
                                        "The operation ends as cancelled. Nothing has been changed.");
                            case VALIDATED ->
                                said(
                                        "Attach the firewall %s to %s".formatted(firewall, host),
                                        "The firewalls that the VM has are read again and sent along, so it keeps them. No other VM is written.");
                            case ATTACHED ->
                                said(
                                        "Look at the firewalls of %s again".formatted(host),
                                        "Hyperstack is read again. Nothing is changed.");
                            case ADOPTING ->
                                said(
                                        "Leave the firewalls of %s as they are and close".formatted(host),
                                        "Nothing is changed. Hyperstack is read once more, and the operation ends as adopted with what that shows.");
                            case NEEDS_OPERATOR, SUCCEEDED, FAILED, REJECTED, ADOPTED -> null;
                        })
                .map(effect -> effect.calling(forecast(state, firewall)));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        return situation.retrying("What is attached already is found, and nothing is taken away.");
    }

    private static Forecast forecast(AttachFirewallState target, String firewall) {
        return switch (target) {
            case REQUESTED, VALIDATED ->
                new Forecast(
                        List.of(new CloudCall(
                                "Hyperstack",
                                "attach the firewall %s to the VM, if it is not attached".formatted(firewall))),
                        "as it is now");
            default -> new Forecast(List.of(), "as it is now");
        };
    }
}
