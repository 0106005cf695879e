package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.Blueprint.AggregatePlan;
import io.spotmanager.simulator.fleet.Blueprint.ServerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates a fleet of a given size: every kind of host in every kind of pool, and some empty pools. */
final class GeneratedBlueprint {

    private static final List<String> PROJECTS = List.of("acme", "globex", "initech");
    private static final String CPU_POOL = "cpu-general";
    private static final int HOSTS_PER_CPU_HOST = 30;
    private static final int HOSTS_PER_STRAY = 25;

    private final int size;
    private final int leastServers;
    private final Random random;
    private final List<String> hosts = new ArrayList<>();
    private final Map<String, AggregatePlan> pools = new LinkedHashMap<>();
    private final TenantMix tenants;

    /** @param servers the least number of servers; the hosts that have some get more of them */
    GeneratedBlueprint(int size, int servers, long seed) {
        this.size = size;
        this.leastServers = servers;
        this.random = new Random(seed);
        this.tenants = new TenantMix(PROJECTS, random);
    }

    Blueprint draw() {
        int cpuHosts = size / HOSTS_PER_CPU_HOST;
        List<Integer> counts = shares(
                size - cpuHosts, GpuModel.ALL.stream().map(GpuModel::share).toList());
        for (GpuModel model : GpuModel.ALL) {
            openPools(model);
        }
        openPool("Contract-ACME-8xA100", Map.of("gpu", "ACME", "customer", "acme"));
        openPool("Contract-GLOBEX-L40", Map.of("gpu", "GLOBEX", "customer", "globex"));
        openPool("contract-initech-reserved", Map.of("customer", "initech"));
        openPool(CPU_POOL, Map.of(Aggregate.ZONE, "az-cpu", "role", "cpu"));
        for (int i = 0; i < counts.size(); i++) {
            settle(GpuModel.ALL.get(i), counts.get(i));
        }
        for (int number = 1; number <= cpuHosts; number++) {
            String host = "CA1-CPU-%02d".formatted(number);
            hosts.add(host);
            join(CPU_POOL, host);
            tenants.fillCpuHost(host);
        }
        tenants.crowd(leastServers);
        List<ServerPlan> servers = tenants.servers();
        return new Blueprint(PROJECTS, hosts, FlavorList.all(), List.copyOf(pools.values()), servers);
    }

    private void openPools(GpuModel model) {
        openPool(model.pool(""), Map.of("gpu", model.name()));
        if (model.nvlink()) {
            openPool(model.pool("-NVLink"), Map.of("gpu", model.name() + "-NVLink"));
        }
        openPool(model.pool("-spot"), Map.of("gpu", model.name() + "-spot"));
        String runpod = model.name() + "-runpod";
        openPool(
                model.pool("-runpod"),
                model.name().equals("A100")
                        ? Map.of("gpu", runpod, Aggregate.ZONE, "az-runpod")
                        : Map.of("gpu", runpod));
    }

    private void openPool(String name, Map<String, String> metadata) {
        pools.put(name, new AggregatePlan(name, metadata, new ArrayList<>()));
    }

    private void settle(GpuModel model, int count) {
        List<String> order = poolOrder(model);
        for (int number = 1; number <= count; number++) {
            String host = "%s-%02d".formatted(model.prefix(), number);
            hosts.add(host);
            // Some hosts are in no pool: racked, not yet sold.
            if (hosts.size() % HOSTS_PER_STRAY == 0) {
                continue;
            }
            String pool = number <= order.size() ? order.get(number - 1) : order.get(random.nextInt(order.size()));
            join(pool, host);
            tenants.fill(host, model, pool);
        }
    }

    private void join(String pool, String host) {
        AggregatePlan plan = pools.get(pool);
        if (plan != null) {
            plan.hosts().add(host);
        }
    }

    /** Splits a number by percentages; the parts add up to it. */
    private static List<Integer> shares(int total, List<Integer> percents) {
        List<Integer> parts = new ArrayList<>();
        int given = 0;
        int percentSoFar = 0;
        for (int percent : percents) {
            percentSoFar += percent;
            int upToHere = (total * percentSoFar + 50) / 100;
            parts.add(upToHere - given);
            given = upToHere;
        }
        return parts;
    }

    /** Returns the pools of the hosts of a model: first in this order, then at random. Repeated names get more hosts. */
    private static List<String> poolOrder(GpuModel model) {
        List<String> order = new ArrayList<>(List.of(model.pool(""), model.pool("-spot"), model.pool("-spot")));
        switch (model.name()) {
            case "A100" -> order.addAll(List.of(model.pool("-NVLink"), "Contract-ACME-8xA100", model.pool("-runpod")));
            // Without runpod hosts: that pool stays empty.
            case "H100" -> order.addAll(List.of(model.pool("-NVLink"), "contract-initech-reserved"));
            case "L40" -> order.addAll(List.of(model.pool("-runpod"), "Contract-GLOBEX-L40", model.pool("-runpod")));
            case "RTX-A4000" -> order.replaceAll(pool -> model.pool(""));
            default -> order.add(model.pool("-runpod"));
        }
        order.addAll(List.of(model.pool(""), model.pool("")));
        return List.copyOf(order);
    }
}
