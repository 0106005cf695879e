package io.spotmanager.inventory.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads single hosts: the aggregates once, and the servers and the service of each host, all concurrently. */
public final class HostSource {
    private final ComputeCloud cloud;
    private final Executor threads;

    public HostSource(ComputeCloud cloud, Executor threads, MeterRegistry meters) {
        Counter calls = meters.counter("spot.inventory.calls", "source", "host");
        this.cloud = cloud.recordingTo(_ -> calls.increment());
        this.threads = threads;
    }

    private record PendingReads(
            CompletableFuture<CloudResult<List<Server>>> servers,
            CompletableFuture<CloudResult<Optional<ComputeService>>> service) {
        Stream<CloudResult<?>> answers() {
            return Stream.of(servers.join(), service.join());
        }
    }

    /** Blocks until all answers have arrived. Returns the first error if any call failed. */
    public CloudResult<HostReading> read(Set<String> hosts, Instant now) {
        var pending = hosts.stream()
                .map(host ->
                        new PendingReads(begin(() -> cloud.serversOn(host)), begin(() -> cloud.computeService(host))))
                .toList();
        var aggregates = cloud.aggregates();
        var problem = Stream.concat(Stream.of(aggregates), pending.stream().flatMap(PendingReads::answers))
                .map(CloudResult::readProblem)
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (problem.isPresent()) {
            return new CloudResult.Indeterminate<>(problem.get());
        }
        return new CloudResult.Ok<>(new HostReading(
                now,
                hosts,
                aggregates.found().orElseThrow(),
                pending.stream()
                        .flatMap(reads -> reads.servers().join().found().orElseThrow().stream())
                        .toList(),
                pending.stream()
                        .flatMap(reads -> reads.service().join().found().orElseThrow().stream())
                        .toList()));
    }

    private <T> CompletableFuture<T> begin(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }
}
