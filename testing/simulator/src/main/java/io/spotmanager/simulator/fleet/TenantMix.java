package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.Blueprint.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Puts customers' servers on hosts as their pools allow, and leaves some hosts free. */
final class TenantMix {

    /** Servers on no host, see {@link #servers}. */
    private static final int HOMELESS = 4;

    private final List<String> projects;
    private final Random random;
    private final List<ServerPlan> servers = new ArrayList<>();
    private int spotHosts;
    private int runPodHosts;
    private boolean legacyPlaced;

    TenantMix(List<String> projects, Random random) {
        this.projects = projects;
        this.random = random;
    }

    void fill(String host, GpuModel model, String pool) {
        if (pool.endsWith("-spot")) {
            // Every other one is free: the kind that may be moved.
            if (spotHosts++ % 2 == 1) {
                pack(host, model, "-spot", 1 + random.nextInt(model.gpus()));
            }
        } else if (pool.endsWith("-runpod")) {
            // Every other one is free: the kind that a VM may be launched on.
            if (runPodHosts++ % 2 == 0) {
                add("initech", model.flavor(model.gpus(), "-runpod"), host, ServerState.ACTIVE);
            }
        } else if (pool.endsWith("-NVLink")) {
            add(anyProject(), model.flavor(model.gpus(), "-NVLink"), host, ServerState.ACTIVE);
        } else {
            pack(host, model, "", random.nextInt(model.gpus() + 1));
        }
    }

    void fillCpuHost(String host) {
        add(anyProject(), FlavorList.CPU, host, ServerState.ACTIVE);
    }

    /** Small servers without GPUs beside those that are there, until there are so many in all; free hosts stay free. */
    void crowd(int wanted) {
        List<ServerPlan> first = List.copyOf(servers);
        for (int i = 0; !first.isEmpty() && servers.size() + HOMELESS < wanted; i++) {
            add(anyProject(), FlavorList.CPU, first.get(i % first.size()).host(), ServerState.ACTIVE);
        }
    }

    /** All of them, followed by those on no host: two shelved and two that found none. */
    List<ServerPlan> servers() {
        List<ServerPlan> all = new ArrayList<>(servers);
        GpuModel model = GpuModel.ALL.getFirst();
        all.add(new ServerPlan("acme-shelved", "acme", model.flavor(1, ""), null, ServerState.SHELVED_OFFLOADED));
        all.add(new ServerPlan("globex-shelved", "globex", model.flavor(2, ""), null, ServerState.SHELVED_OFFLOADED));
        all.add(new ServerPlan("globex-novalidhost", "globex", model.flavor(8, ""), null, ServerState.ERROR));
        all.add(new ServerPlan("initech-novalidhost", "initech", model.flavor(4, "-spot"), null, ServerState.ERROR));
        return List.copyOf(all);
    }

    private void pack(String host, GpuModel model, String suffix, int gpus) {
        int free = gpus;
        if (!legacyPlaced && model.name().equals("L40") && suffix.isEmpty()) {
            legacyPlaced = true;
            add(anyProject(), FlavorList.DELETED, host, ServerState.ACTIVE);
            free = Math.max(0, gpus - 1);
        }
        while (free > 0) {
            int count = largestSplit(model, 1 + random.nextInt(free));
            ServerState state = random.nextInt(8) == 0 ? ServerState.SHUTOFF : ServerState.ACTIVE;
            add(anyProject(), model.flavor(count, suffix), host, state);
            free -= count;
        }
    }

    private static int largestSplit(GpuModel model, int limit) {
        return model.splits().stream()
                .filter(split -> split <= limit)
                .max(Integer::compare)
                .orElse(1);
    }

    private void add(String project, String flavor, @Nullable String host, ServerState state) {
        servers.add(new ServerPlan("%s-vm-%03d".formatted(project, servers.size() + 1), project, flavor, host, state));
    }

    private String anyProject() {
        return projects.get(random.nextInt(projects.size()));
    }
}
