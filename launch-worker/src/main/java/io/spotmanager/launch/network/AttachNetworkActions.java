package io.spotmanager.launch.network;

import static io.spotmanager.workflow.step.ActionDescription.Effect.said;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.List;
import java.util.Optional;

/** What the operator actions do to the server that is to get an interface. */
final class AttachNetworkActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var server = situation.requested("server", "the server");
        var network = situation.requested("network", "the network");
        var state = AttachNetworkState.valueOf(target);
        return Optional.ofNullable(
                        switch (state) {
                            case REQUESTED -> Effect.checkingAgain("Check the request again");
                            case CANCELLED ->
                                said(
                                        "Close without a change",
                                        "The operation ends as cancelled. Nothing has been changed.");
                            case VALIDATED ->
                                said(
                                        "Attach %s to %s".formatted(network, server),
                                        "An interface on that network that is there already is used.");
                            case ADOPTING ->
                                said(
                                        "Leave the interfaces of %s as they are and close".formatted(server),
                                        "Nothing is changed. Nova is read once more, and the operation ends as adopted with what that shows.");
                            case NEEDS_OPERATOR, SUCCEEDED, FAILED, REJECTED, ADOPTED -> null;
                        })
                .map(effect -> effect.calling(forecast(state, network)));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        return situation.retrying("What is attached already is found, and nothing is attached twice.");
    }

    private static Forecast forecast(AttachNetworkState target, String network) {
        return switch (target) {
            case REQUESTED, VALIDATED ->
                new Forecast(
                        List.of(new CloudCall(
                                "OpenStack", "attach %s to the server, if it is not attached".formatted(network))),
                        "as it is now");
            default -> new Forecast(List.of(), "as it is now");
        };
    }
}
