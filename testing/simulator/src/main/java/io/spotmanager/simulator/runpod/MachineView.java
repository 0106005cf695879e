package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.http.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A machine with the fields that were asked for. */
final class MachineView {

    private MachineView() {}

    static ObjectNode of(Machine machine, List<Selection> fields) {
        ObjectNode view = Json.object();
        for (Selection field : fields) {
            switch (field.name()) {
                case "id" -> view.put("id", machine.id());
                case "name" -> view.put("name", machine.name());
                case "installCert" -> view.put("installCert", machine.installCert());
                case "registered" -> view.put("registered", machine.registered());
                case "listed", "verified", "hidden", "maintenanceMode" -> view.put(field.name(), false);
                case "gpuTotal", "gpuReserved" -> view.put(field.name(), 0);
                case "gpuTypeId", "dataCenterId" -> view.putNull(field.name());
                default -> throw RunPodApi.unknown(field, "Machine");
            }
        }
        return view;
    }
}
