package io.spotmanager.domain.launch;

import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM for RunPod that is ours to delete.
 *
 * @param vm as Hyperstack shows it
 * @param server the same VM as Nova shows it
 * @param machine its machine at RunPod; null if it has none
 * @param proof why it is ours, for a sentence
 */
public record RunPodVm(Vm vm, NovaServer server, @Nullable MachineKey machine, String proof) {

    /**
     * How its machine is found at RunPod.
     *
     * @param id null where the name identifies it
     * @param name null where the id identifies it
     */
    public record MachineKey(@Nullable String id, @Nullable String name) {
        /** Returns those of RunPod's machines that are meant; several only after RunPod carried out a request very late. */
        public List<Machine> among(List<Machine> machines) {
            return machines.stream()
                    .filter(each ->
                            id == null ? each.name().equals(name) : each.id().equals(id))
                    .toList();
        }

        @Override
        public String toString() {
            return id == null ? String.valueOf(name) : id;
        }
    }
}
