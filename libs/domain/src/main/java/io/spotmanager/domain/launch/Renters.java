package io.spotmanager.domain.launch;

import io.spotmanager.domain.vm.Machine;
import java.util.List;

/**
 * Who uses a machine through RunPod.
 *
 * @param gpus rented GPUs, of those machines that tell
 * @param untold machines of which RunPod does not tell it
 */
public record Renters(int gpus, int untold) {
    public static Renters of(List<Machine> machines) {
        var gpus = 0;
        var untold = 0;
        for (var machine : machines) {
            Integer reserved = machine.gpuReserved();
            gpus += reserved == null ? 0 : reserved;
            untold += reserved == null ? 1 : 0;
        }
        return new Renters(gpus, untold);
    }

    /** True only if RunPod says so. */
    public boolean none() {
        return gpus == 0 && untold == 0;
    }

    /** Returns what RunPod says, as a sentence without its full stop. */
    public String words() {
        return gpus > 0
                ? "RunPod shows %d rented GPU%s (gpuReserved)".formatted(gpus, gpus == 1 ? "" : "s")
                : untold > 0
                        ? "RunPod does not tell how many GPUs are rented (gpuReserved)"
                        : "RunPod shows no rented GPU";
    }
}
