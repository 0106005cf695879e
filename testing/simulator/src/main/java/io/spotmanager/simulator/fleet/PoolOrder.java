package io.spotmanager.simulator.fleet;

import java.util.ArrayList;
import java.util.List;

/** The pools that hosts of a model go to: one after another first, then at random, so doubled names get more hosts. */
final class PoolOrder {

    private PoolOrder() {}

    static List<String> of(GpuModel model) {
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
