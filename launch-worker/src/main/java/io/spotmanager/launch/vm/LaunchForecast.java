package io.spotmanager.launch.vm;

import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription.Forecast;
import java.util.List;

/** What a launch would ask of the clouds from a state on. Its steps look before each call, so a call says on what it depends. */
final class LaunchForecast {
    private static final String RUNPOD = "RunPod";
    private static final CloudCall ADD_MACHINE = new CloudCall(RUNPOD, "add the machine, if it is not there");
    private static final CloudCall CREATE_VM = new CloudCall("Hyperstack", "create the VM, if it is not there");
    private static final CloudCall ATTACH_NETWORK = new CloudCall(
            "OpenStack", "attach the storage network to the VM, if the region has one and it is not attached");
    private static final CloudCall ATTACH_FIREWALL =
            new CloudCall("Hyperstack", "attach the firewall to the VM, if the region has one and it is not attached");
    private static final CloudCall DELETE_VM = new CloudCall("Hyperstack", "delete the VM, if there is one");
    private static final CloudCall REMOVE_MACHINE = new CloudCall(RUNPOD, "remove the machine, if there is one");

    private static final String SOLD = "carrying its RunPod VM";
    private static final String AS_IT_IS = "as it is now";

    private LaunchForecast() {}

    /** @param byHand true if RunPod is not called, and a person is asked instead */
    static Forecast of(LaunchState target, boolean byHand) {
        var told = of(target);
        return byHand
                ? new Forecast(
                        told.calls().stream()
                                .filter(call -> !call.cloud().equals(RUNPOD))
                                .toList(),
                        told.end())
                : told;
    }

    private static Forecast of(LaunchState target) {
        return switch (target) {
            case REQUESTED, VALIDATED ->
                new Forecast(List.of(ADD_MACHINE, CREATE_VM, ATTACH_NETWORK, ATTACH_FIREWALL), SOLD);
            case REGISTERED -> new Forecast(List.of(CREATE_VM, ATTACH_NETWORK, ATTACH_FIREWALL), SOLD);
            case VM_CREATED, VM_ACTIVE, PLACED -> new Forecast(List.of(ATTACH_NETWORK, ATTACH_FIREWALL), SOLD);
            case NETWORK_ATTACHED -> new Forecast(List.of(ATTACH_FIREWALL), SOLD);
            case FIREWALL_ATTACHED, VERIFIED, WITHOUT_RUNPOD, SUCCEEDED -> new Forecast(List.of(), SOLD);
            case TURNING_BACK, DELETING_VM ->
                new Forecast(List.of(DELETE_VM, REMOVE_MACHINE), "without a VM of this launch");
            case VM_DELETED -> new Forecast(List.of(REMOVE_MACHINE), "without a VM of this launch");
            case CANCELLED, REJECTED, ROLLED_BACK, KEPT, MACHINE_LEFT, NEEDS_OPERATOR, ADOPTING, ADOPTED ->
                new Forecast(List.of(), AS_IT_IS);
        };
    }
}
