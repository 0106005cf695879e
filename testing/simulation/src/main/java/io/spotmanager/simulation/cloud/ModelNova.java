package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Nova as a move sees it, over a {@link ModelWorld}. */
public record ModelNova(ModelWorld world, Wire wire, Duration window, Consumer<ExternalCall> journal)
        implements ComputeCloud {
    @Override
    public CloudResult<List<Aggregate>> aggregates() {
        return wire.read("reads the pools", journal, () -> new Ok<>(world.aggregates()));
    }

    @Override
    public CloudResult<Aggregate> addHost(long aggregateId, String host) {
        return wire.change(
                "adds %s to %s".formatted(host, world.pool(aggregateId)),
                window,
                journal,
                () -> world.add(aggregateId, host)
                        ? new Ok<>(world.aggregate(aggregateId))
                        : new Rejected<>(409, "The host is in the aggregate already."));
    }

    @Override
    public CloudResult<Aggregate> removeHost(long aggregateId, String host) {
        return wire.change(
                "removes %s from %s".formatted(host, world.pool(aggregateId)),
                window,
                journal,
                () -> world.remove(aggregateId, host)
                        ? new Ok<>(world.aggregate(aggregateId))
                        : new Rejected<>(404, "The host is not in the aggregate."));
    }

    @Override
    public CloudResult<List<Server>> serversOn(String host) {
        return wire.read("reads the servers on " + host, journal, () -> new Ok<>(world.serversOn(host)));
    }

    @Override
    public CloudResult<List<ComputeService>> computeServices() {
        throw new UnsupportedOperationException("no step reads all compute services");
    }

    @Override
    public CloudResult<Optional<ComputeService>> computeService(String host) {
        return wire.read("reads the service of " + host, journal, () -> new Ok<>(Optional.of(world.service(host))));
    }

    @Override
    public CloudResult<ComputeService> disableService(String host, String reason) {
        return wire.change(
                "disables the service of " + host, window, journal, () -> new Ok<>(world.disable(host, reason)));
    }

    @Override
    public CloudResult<ComputeService> enableService(String host) {
        return wire.change("enables the service of " + host, window, journal, () -> new Ok<>(world.enable(host)));
    }

    @Override
    public ComputeCloud recordingTo(Consumer<ExternalCall> another) {
        return new ModelNova(world, wire, window, journal.andThen(another));
    }
}
