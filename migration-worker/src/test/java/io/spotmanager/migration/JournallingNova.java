package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The same Nova, which tells its calls. */
record JournallingNova(ScriptedNova nova, Consumer<ExternalCall> journal) implements ComputeCloud {
    @Override
    public CloudResult<List<Aggregate>> aggregates() {
        return told(nova.aggregates());
    }

    @Override
    public CloudResult<Aggregate> addHost(long aggregateId, String host) {
        return told(nova.addHost(aggregateId, host));
    }

    @Override
    public CloudResult<Aggregate> removeHost(long aggregateId, String host) {
        return told(nova.removeHost(aggregateId, host));
    }

    @Override
    public CloudResult<List<Server>> serversOn(String host) {
        return told(nova.serversOn(host));
    }

    @Override
    public CloudResult<HostTenants> tenantsOn(String host) {
        return told(nova.tenantsOn(host));
    }

    @Override
    public CloudResult<List<ComputeService>> computeServices() {
        return told(nova.computeServices());
    }

    @Override
    public CloudResult<Optional<ComputeService>> computeService(String host) {
        return told(nova.computeService(host));
    }

    @Override
    public CloudResult<ComputeService> disableService(String host, String reason) {
        return told(nova.disableService(host, reason));
    }

    @Override
    public CloudResult<ComputeService> enableService(String host) {
        return told(nova.enableService(host));
    }

    @Override
    public ComputeCloud recordingTo(Consumer<ExternalCall> another) {
        return new JournallingNova(nova, journal.andThen(another));
    }

    private <T> CloudResult<T> told(CloudResult<T> answer) {
        var outcome = answer.ok() ? "200" : answer.problem();
        journal.accept(new ExternalCall(nova.transcript().getLast(), outcome, Duration.ofMillis(1)));
        return answer;
    }
}
