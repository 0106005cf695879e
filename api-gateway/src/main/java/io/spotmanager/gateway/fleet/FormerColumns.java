package io.spotmanager.gateway.fleet;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the former tool, for its scripts. As there, a column has every host of its pools, in stock or not, while its sum leaves
 * out those that are out of stock: they are counted in the column of their own.
 *
 * @param ondemand left out if only another column was asked for, like each of them
 * @param runpod hosts of its pools for RunPod
 * @param spot hosts of its spot pools
 * @param contracts hosts of the contracts of this type
 * @param outofstock hosts of this type that cannot be sold
 * @param gpuOverview the sums of the first four columns
 * @param performanceStats how many hosts that are
 */
record FormerColumns(
        @Nullable Column ondemand,
        @Nullable Column runpod,
        @Nullable Column spot,
        @Nullable Column contracts,
        @Nullable Column outofstock,
        @Nullable Overview gpuOverview,
        Stats performanceStats) {
    /**
     * @param name of the pool, or how many there are; N/A for none
     * @param hosts by name; null if only a summary was asked for
     * @param hostCount how many there are
     * @param hostNames only if a summary was asked for
     * @param variants its pools; only of the columns of pools
     * @param contractsList its contracts; only of the column of contracts
     */
    record Column(
            String name,
            @Nullable List<FormerHost> hosts,
            int hostCount,
            @Nullable List<String> hostNames,
            GpuSum gpuSummary,
            @Nullable List<Variant> variants,
            @Nullable List<NamedContract> contractsList) {
        Column(
                String name,
                List<FormerHost> hosts,
                GpuSum gpuSummary,
                @Nullable List<Variant> variants,
                @Nullable List<NamedContract> contractsList) {
            this(name, hosts, hosts.size(), null, gpuSummary, variants, contractsList);
        }

        /** Their names in place of the hosts. */
        Column counted() {
            return new Column(name, null, hostCount, names(), gpuSummary, variants, contractsList);
        }

        List<String> names() {
            return Objects.requireNonNullElse(hosts, List.<FormerHost>of()).stream()
                    .map(FormerHost::hostname)
                    .toList();
        }
    }

    /** @param gpuUsageRatio both numbers, as 3/16 */
    record GpuSum(int gpuUsed, int gpuCapacity, String gpuUsageRatio) {
        static GpuSum of(int used, int capacity) {
            return new GpuSum(used, capacity, ratio(used, capacity));
        }
    }

    /** @param variant the same name again, as in the former tool */
    record Variant(String aggregate, String variant) {}

    /** @param name the same name again, as in the former tool */
    record NamedContract(String aggregate, String name) {}

    /**
     * @param totalGpuUsed GPUs that VMs use
     * @param totalGpuCapacity GPUs of the hosts in stock
     * @param gpuUsageRatio both numbers, as 3/16
     * @param gpuUsagePercentage with one decimal; 0 without GPUs
     */
    record Overview(int totalGpuUsed, int totalGpuCapacity, String gpuUsageRatio, double gpuUsagePercentage) {
        static Overview of(int used, int capacity) {
            return new Overview(
                    used,
                    capacity,
                    ratio(used, capacity),
                    capacity == 0 ? 0 : Math.round(used * 1_000.0 / capacity) / 10.0);
        }
    }

    /**
     * @param totalHosts of all columns but the one of what is out of stock
     * @param method always snapshot
     */
    record Stats(int totalHosts, String method) {}

    /**
     * The pools of a type, as the former tool's configuration named them.
     *
     * @param runpod left out for none; the first by name of several
     * @param spot left out for none; the first by name of several
     * @param ondemandVariants its pools on demand
     * @param contracts its contracts
     */
    record Configuration(
            @Nullable String runpod,
            @Nullable String spot,
            List<Variant> ondemandVariants,
            List<NamedContract> contracts) {}

    static String ratio(int used, int capacity) {
        return "%d/%d".formatted(used, capacity);
    }
}
