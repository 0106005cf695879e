package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.Blueprint.Access;
import io.spotmanager.simulator.fleet.Blueprint.FlavorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The flavors of a generated fleet. */
final class FlavorList {

    static final String CPU = "n1-cpu-medium";
    static final String DELETED = "n2-L40x1-legacy";

    private FlavorList() {}

    static List<FlavorPlan> all() {
        List<FlavorPlan> flavors = new ArrayList<>();
        flavors.add(new FlavorPlan(CPU, 4, 8, 50, 0, Map.of(), Access.PUBLIC));
        flavors.add(new FlavorPlan(DELETED, 28, 58, 100, 625, Map.of(), new Access(true, Set.of(), true)));
        for (GpuModel model : GpuModel.ALL) {
            for (int count : model.splits()) {
                flavors.add(flavor(model, count, "", Access.PUBLIC));
                flavors.add(flavor(model, count, "-spot", Access.PUBLIC));
            }
            flavors.add(flavor(model, model.gpus(), "-runpod", new Access(false, Set.of("initech"), false)));
            if (model.nvlink()) {
                flavors.add(flavor(model, model.gpus(), "-NVLink", Access.PUBLIC));
            }
        }
        return List.copyOf(flavors);
    }

    private static FlavorPlan flavor(GpuModel model, int count, String suffix, Access access) {
        Map<String, String> specs = new TreeMap<>();
        specs.put("aggregate_instance_extra_specs:gpu", model.name() + suffix);
        if (model.nvlink()) {
            // Some clouds pass GPUs through by alias, others only name the count: a reader has to cope with both.
            specs.put("pci_passthrough:alias", model.name().toLowerCase(Locale.ROOT) + ":" + count);
        }
        return new FlavorPlan(model.flavor(count, suffix), 14 * count, 58 * count, 100, 625 * count, specs, access);
    }
}
