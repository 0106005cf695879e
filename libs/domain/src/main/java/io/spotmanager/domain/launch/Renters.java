package io.spotmanager.domain.launch;

import io.spotmanager.domain.vm.Machine;
import java.util.List;

/**
 * Who uses a machine through RunPod.
 *
 * @param gpus rented GPUs, of those machines that tell
 * @param untold machines of which RunPod does not tell it
 * @param unseen whether RunPod does not show the machine of the VM at all, so that it tells nothing of it
 */
public record Renters(int gpus, int untold, boolean unseen) {
    /**
     * Of a VM that has a machine at RunPod. A list that lacks it may have been cut short, and says nothing of its renters.
     *
     * @param machines those that RunPod shows of it
     */
    public static Renters ofMachine(List<Machine> machines) {
        return machines.isEmpty() ? new Renters(0, 0, true) : of(machines);
    }

    public static Renters of(List<Machine> machines) {
        var gpus = 0;
        var untold = 0;
        for (var machine : machines) {
            Integer reserved = machine.gpuReserved();
            gpus += reserved == null ? 0 : reserved;
            untold += reserved == null ? 1 : 0;
        }
        return new Renters(gpus, untold, false);
    }

    /** True only if RunPod says so. */
    public boolean none() {
        return gpus == 0 && untold == 0 && !unseen;
    }

    /** Returns what RunPod says, as a sentence without its full stop. */
    public String words() {
        if (unseen) {
            return "RunPod shows no machine of this VM, so it does not tell how many GPUs are rented";
        }
        return gpus > 0
                ? "RunPod shows %d rented GPU%s (gpuReserved)".formatted(gpus, gpus == 1 ? "" : "s")
                : untold > 0
                        ? "RunPod does not tell how many GPUs are rented (gpuReserved)"
                        : "RunPod shows no rented GPU";
    }
}
