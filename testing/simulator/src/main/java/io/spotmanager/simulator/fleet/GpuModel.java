package io.spotmanager.simulator.fleet;

import java.util.List;

/**
 * A kind of GPU host.
 *
 * @param name as pools and flavors spell it
 * @param prefix what its host names begin with
 * @param share its part of the fleet, in percent
 * @param gpus GPUs in one host
 * @param splits the GPU counts that its flavors come in, smallest first
 */
record GpuModel(String name, String prefix, int share, int gpus, List<Integer> splits, boolean nvlink) {

    static final List<GpuModel> ALL = List.of(
            new GpuModel("L40", "CA1-ESC8-L40", 28, 8, List.of(1, 2, 4, 8), false),
            new GpuModel("RTX-A6000", "CA1-ESC8-A6000", 22, 8, List.of(1, 2, 4, 8), false),
            new GpuModel("A100", "NO1-ESC8-A100", 22, 8, List.of(1, 2, 4, 8), true),
            new GpuModel("H100", "US1-H100", 16, 8, List.of(1, 2, 4, 8), true),
            new GpuModel("RTX-A4000", "CA1-ESC4-A4000", 12, 10, List.of(1, 2, 5, 10), false));

    String pool(String suffix) {
        return name + "-n3" + suffix;
    }

    String flavor(int count, String suffix) {
        return "n3-" + name + "x" + count + suffix;
    }
}
