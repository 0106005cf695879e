package io.spotmanager.launch.network;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** The table of attaching a network with its steps. */
public final class AttachNetworkWorkflow {
    private AttachNetworkWorkflow() {}

    public static Workflow on(VmNetworks cloud, LaunchTimeouts timeouts, InstantSource clock) {
        var runs = new Runs(cloud, timeouts, clock);
        return new Workflow(
                AttachNetworkTable.TABLE,
                Map.of(
                        AttachNetworkTable.VALIDATE, runs.step(Run::validate),
                        AttachNetworkTable.ATTACH, runs.step(Run::attach),
                        AttachNetworkTable.ADOPT_INTERFACES, runs.step(Run::adopt)),
                new AttachNetworkActions(),
                AttachNetworkTitles.TITLES,
                timeouts.lateEffectWindow());
    }

    private record Runs(VmNetworks cloud, LaunchTimeouts timeouts, InstantSource clock) {
        Step step(Function<Run, StepOutcome> run) {
            return context -> {
                var calls = new ExternalCalls(context, timeouts.calls(), clock);
                return run.apply(new Run(
                        cloud.recordingTo(calls::record),
                        calls,
                        timeouts.within().network(),
                        context.request(AttachNetworkRequest.class)));
            };
        }
    }

    private record Run(VmNetworks cloud, ExternalCalls calls, Duration within, AttachNetworkRequest request) {
        StepOutcome validate() {
            var inNova = cloud.server(request.serverId());
            if (!(inNova instanceof Ok(var server))) {
                return calls.unread("Nova", inNova);
            }
            if (server.isEmpty()) {
                return new StepOutcome.Failed("The server %s is gone.".formatted(request.serverId()));
            }
            var inNeutron = cloud.networks(request.networkId());
            if (!(inNeutron instanceof Ok(var networks))) {
                return calls.unread("Neutron", inNeutron);
            }
            return networks.size() == 1
                    ? new StepOutcome.Done()
                    : NetworkAttachment.notOne(networks, request.networkId());
        }

        StepOutcome attach() {
            return new NetworkAttachment(calls, within, cloud).attach(request.serverId(), request.networkId());
        }

        /** A server that is gone is adopted as such, or nothing would ever end this. */
        StepOutcome adopt() {
            return calls.lateEffects("an earlier request for an interface may still be carried out")
                    .orElseGet(this::whatIsThere);
        }

        private StepOutcome whatIsThere() {
            var reading = cloud.interfaces(request.serverId());
            if (reading.notFound()) {
                return new StepOutcome.Done(Map.of("adopted", "the server is gone"));
            }
            if (!(reading instanceof Ok(var interfaces))) {
                return calls.unread("Nova", reading);
            }
            var networks =
                    interfaces.stream().map(NetworkInterface::networkId).collect(joining(", ", "interfaces on ", ""));
            return new StepOutcome.Done(Map.of("adopted", networks));
        }
    }
}
