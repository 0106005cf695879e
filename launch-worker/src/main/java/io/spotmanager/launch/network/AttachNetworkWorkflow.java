package io.spotmanager.launch.network;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.launch.externalresource.StepSupport;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The table of attaching a network with its steps. */
public final class AttachNetworkWorkflow {
    private static final int GONE = 404;

    private AttachNetworkWorkflow() {}

    public static Workflow on(VmNetworks cloud, StepSupport making) {
        var runs = new Runs(cloud, making);
        return new Workflow(
                AttachNetworkTable.TABLE,
                Map.of(
                        AttachNetworkTable.VALIDATE, runs.step(Run::validate),
                        AttachNetworkTable.ATTACH, runs.step(Run::attach),
                        AttachNetworkTable.ADOPT_INTERFACES, runs.step(Run::adopt)),
                new AttachNetworkActions(),
                AttachNetworkTitles.TITLES);
    }

    private record Runs(VmNetworks cloud, StepSupport making) {
        Step step(Function<Run, StepOutcome> run) {
            return context -> run.apply(new Run(
                    cloud.journalling(call -> context.recordCall(call.command(), call.answer(), call.took())),
                    making,
                    context,
                    context.request(AttachNetworkRequest.class)));
        }
    }

    private record Run(VmNetworks cloud, StepSupport making, StepContext context, AttachNetworkRequest request) {
        StepOutcome validate() {
            return making.read(
                    context,
                    "Nova",
                    cloud.server(request.serverId()),
                    server -> server.isEmpty()
                            ? new StepOutcome.Failed("The server %s is gone.".formatted(request.serverId()))
                            : attachment().withNetwork(request.networkId(), _ -> new StepOutcome.Done()));
        }

        StepOutcome attach() {
            return attachment().attach(request.serverId(), request.networkId());
        }

        /** A server that is gone is adopted as such, or nothing would ever end this. */
        StepOutcome adopt() {
            var answer = cloud.interfaces(request.serverId());
            return answer instanceof CloudAnswer.Refused<List<NetworkInterface>>(int status, var _) && status == GONE
                    ? new StepOutcome.Done(Map.of("adopted", "the server is gone"))
                    : making.read(
                            context,
                            "Nova",
                            answer,
                            interfaces -> new StepOutcome.Done(Map.of("adopted", networks(interfaces))));
        }

        private static String networks(List<NetworkInterface> interfaces) {
            return interfaces.stream().map(NetworkInterface::networkId).collect(joining(", ", "interfaces on ", ""));
        }

        private NetworkAttachment attachment() {
            return new NetworkAttachment(making, context, cloud);
        }
    }
}
