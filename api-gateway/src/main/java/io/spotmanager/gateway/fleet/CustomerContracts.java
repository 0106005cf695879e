package io.spotmanager.gateway.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contracts as their customers see them: nothing of other pools, other customers, operations or the clouds.
 *
 * @param contracts by name
 */
record CustomerContracts(List<Contract> contracts) {
    /**
     * A contract and its hosts.
     *
     * @param name of its aggregate
     * @param gpuType null if its hosts are of several types, or unknown
     * @param gpuUsed GPUs that VMs use
     * @param gpuCapacity GPUs of its hosts
     */
    record Contract(String name, @Nullable String gpuType, int gpuUsed, int gpuCapacity, List<ContractHost> hosts) {
        static Contract of(PoolFacts facts, List<HostView> hosts) {
            return new Contract(
                    facts.name(),
                    facts.gpuType(),
                    hosts.stream().mapToInt(host -> host.usage().gpuUsed()).sum(),
                    hosts.stream().mapToInt(host -> host.usage().gpuCapacity()).sum(),
                    hosts.stream().map(ContractHost::of).toList());
        }
    }

    /**
     * A host of a contract.
     *
     * @param gpuUsed GPUs that its VMs use
     * @param inService false while no VM can be started on it
     */
    record ContractHost(
            String hostname,
            @Nullable String gpuType,
            @Nullable Boolean nvlinks,
            int gpuUsed,
            int gpuCapacity,
            int vmCount,
            boolean inService) {
        static ContractHost of(HostView host) {
            return new ContractHost(
                    host.hostname(),
                    host.placed().gpuType(),
                    host.placed().nvlinks(),
                    host.usage().gpuUsed(),
                    host.usage().gpuCapacity(),
                    host.usage().vmCount(),
                    !host.isOutOfStock());
        }
    }
}
