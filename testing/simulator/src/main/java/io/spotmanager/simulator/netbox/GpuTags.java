package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.netbox.Device.Traits;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tags and roles of machines: what they are, and for GPU hosts of which kind. */
final class GpuTags {

    static final Named SERVER = Named.of(1, "Server");
    static final Named SWITCH = Named.of(2, "Switch");

    private static final Named GPU = Named.of(1, "gpu-server");
    private static final Named UNPOPULATED = Named.of(2, "UNPOPULATED CHASSIS");
    /** By a part of the host's name. */
    private static final Map<String, Named> MODELS = Map.of(
            "L40", Named.of(3, "nvidia-l40"),
            "A6000", Named.of(4, "nvidia-rtx-a6000"),
            "A4000", Named.of(5, "nvidia-rtx-a4000"),
            "A100", Named.of(6, "nvidia-a100-pcie"),
            "H100", Named.of(7, "nvidia-h100-sxm"));

    private static final List<String> LINKABLE = List.of("A100", "H100");

    List<Named> all() {
        return Stream.concat(
                        Stream.of(GPU, UNPOPULATED), MODELS.values().stream().sorted(Comparator.comparing(Named::id)))
                .toList();
    }

    /** Whether GPUs are linked is only entered for models that can be. */
    Traits traits(String host, boolean linked) {
        return MODELS.entrySet().stream()
                .filter(model -> host.contains(model.getKey()))
                .findFirst()
                .map(model ->
                        new Traits(List.of(GPU, model.getValue()), LINKABLE.contains(model.getKey()) ? linked : null))
                .orElseGet(this::bare);
    }

    Traits bare() {
        return new Traits(List.of(), null);
    }

    Traits unpopulated() {
        return new Traits(List.of(UNPOPULATED), null);
    }
}
