package io.spotmanager.gateway.reconciliation;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What the clouds show now. */
@Component
class CloudReading {
    private final OpenStackCloud nova;
    private final PoolNaming naming;
    private final LaunchProviders providers;

    CloudReading(OpenStackCloud nova, PoolNaming naming, LaunchProviders providers) {
        this.nova = nova;
        this.naming = naming;
        this.providers = providers;
    }

    /** Every VM that can be listed, and what could not be read. */
    record Vms(List<Vm> all, List<String> unread) {}

    /** The aggregates, also those that are no pools. */
    List<Aggregate> aggregates() {
        var answer = nova.aggregates();
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "Nova could not be read (%s). Nothing was done; try again later."
                                .formatted(answer.readProblem())));
    }

    /** The pools of each host that is in one, by host, in the order of their names. */
    Map<String, List<String>> pools(List<Aggregate> aggregates) {
        var pools = new TreeMap<String, TreeSet<String>>();
        for (var aggregate : aggregates) {
            if (naming.read(aggregate.name()).isPresent()) {
                aggregate
                        .hosts()
                        .forEach(host -> pools.computeIfAbsent(host, _ -> new TreeSet<>())
                                .add(aggregate.name()));
            }
        }
        var read = new TreeMap<String, List<String>>();
        pools.forEach((host, names) -> read.put(host, List.copyOf(names)));
        return read;
    }

    Vms vms() {
        return switch (providers) {
            case LaunchProviders.Missing(var why) ->
                new Vms(List.of(), List.of("Hyperstack was not read: launches are off, %s.".formatted(why)));
            case LaunchProviders.Connected connected -> {
                var answer = connected.vms().all();
                yield answer instanceof Ok(var vms)
                        ? new Vms(vms, connected.vms().leftOut())
                        : new Vms(
                                List.of(),
                                List.of("Hyperstack could not be read: %s.".formatted(answer.readProblem())));
            }
        };
    }
}
