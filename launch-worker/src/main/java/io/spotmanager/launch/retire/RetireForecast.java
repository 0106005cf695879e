package io.spotmanager.launch.retire;

import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription.Forecast;
import java.util.List;

/** What a retirement would ask of the clouds from a state on. Its steps look before each call, so a call says on what it depends. */
final class RetireForecast {
    private static final CloudCall DELETE_VM =
            new CloudCall("Hyperstack", "delete the VM, once RunPod shows no renter and if it is there");
    private static final CloudCall GO_ON_DELETING = new CloudCall("Hyperstack", "delete the VM, if it is there");
    private static final CloudCall REMOVE_MACHINE = new CloudCall("RunPod", "remove the machine, if it is there");

    private static final String RETIRED = "without its RunPod VM";
    private static final String AS_IT_IS = "as it is now";

    private RetireForecast() {}

    static Forecast of(RetireState target) {
        return switch (target) {
            case REQUESTED, VALIDATED, UNLISTED -> new Forecast(List.of(DELETE_VM, REMOVE_MACHINE), RETIRED);
            case DELETING_VM -> new Forecast(List.of(GO_ON_DELETING, REMOVE_MACHINE), RETIRED);
            case VM_DELETED -> new Forecast(List.of(REMOVE_MACHINE), RETIRED);
            case MACHINE_REMOVED, SUCCEEDED -> new Forecast(List.of(), RETIRED);
            case LISTING_BACK, ROLLED_BACK -> new Forecast(List.of(), "carrying its RunPod VM as before");
            case CANCELLED, REJECTED, NEEDS_OPERATOR, HALF_RETIRED, ADOPTING, ADOPTED ->
                new Forecast(List.of(), AS_IT_IS);
        };
    }
}
