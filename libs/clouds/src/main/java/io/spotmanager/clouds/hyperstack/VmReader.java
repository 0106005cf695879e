package io.spotmanager.clouds.hyperstack;

import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads VMs. Status values are kept unchanged, known or not. */
final class VmReader {

    private VmReader() {}

    static Vm read(JsonNode vm) {
        return new Vm(
                Fields.id(vm),
                Fields.required(vm, "name"),
                Fields.text(vm.at("/environment/name")),
                Fields.text(vm.at("/flavor/name")),
                new VmCondition(
                        Fields.text(vm.path("status")),
                        Fields.text(vm.path("power_state")),
                        Fields.text(vm.path("vm_state")),
                        Fields.text(vm.path("fixed_ip")),
                        Fields.text(vm.path("floating_ip")),
                        Fields.text(vm.path("floating_ip_status"))),
                labels(vm.path("labels")),
                VendorTime.read(vm.path("created_at")));
    }

    private static List<String> labels(JsonNode labels) {
        return labels.valueStream()
                .flatMap(label -> Optional.ofNullable(Fields.text(label)).stream())
                .toList();
    }
}
