package io.spotmanager.launch.retire;

import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription.Forecast;
import java.util.List;
import java.util.stream.Stream;

/** What a retirement would ask of the clouds from a state on. Its steps look before each call, so a call says on what it depends. */
final class RetireForecast {
    private static final CloudCall DELETE_VM =
            new CloudCall("Hyperstack", "delete the VM, once RunPod shows no renter and if it is there");
    private static final CloudCall GO_ON_DELETING = new CloudCall("Hyperstack", "delete the VM, if it is there");
    private static final CloudCall REMOVE_MACHINE = new CloudCall("RunPod", "remove the machine, if it is there");

    private static final String RETIRED = "without its RunPod VM";
    private static final String AS_IT_IS = "as it is now";

    private RetireForecast() {}

    /**
     * @param pools what they say of the move that follows, if one does
     * @param byHand true if RunPod is not called, and a person is asked instead
     */
    static Forecast of(RetireState target, MoveWords pools, boolean byHand) {
        var ofVm = ofVm(target).stream()
                .filter(call -> !byHand || !call.equals(REMOVE_MACHINE))
                .map(call -> byHand && call.equals(DELETE_VM) ? GO_ON_DELETING : call);
        var calls = Stream.concat(ofVm, pools.calls(target).stream()).toList();
        return new Forecast(calls, end(target, pools));
    }

    private static List<CloudCall> ofVm(RetireState target) {
        return switch (target) {
            case REQUESTED, VALIDATED, UNLISTED -> List.of(DELETE_VM, REMOVE_MACHINE);
            case DELETING_VM -> List.of(GO_ON_DELETING, REMOVE_MACHINE);
            case VM_DELETED -> List.of(REMOVE_MACHINE);
            default -> List.of();
        };
    }

    private static String end(RetireState target, MoveWords pools) {
        return switch (target) {
            case REQUESTED, VALIDATED, UNLISTED, DELETING_VM, VM_DELETED, MACHINE_REMOVED, SUCCEEDED ->
                pools.target().isEmpty() ? RETIRED : RETIRED + " in " + pools.target();
            case GONE, MOVABLE, HOST_REMOVED, HOST_ADDED -> "in " + pools.target();
            case RESTORING, RETIRED -> "in " + pools.source();
            case LEAVING -> pools.where();
            case LISTING_BACK, ROLLED_BACK -> "carrying its RunPod VM as before";
            case CANCELLED, REJECTED, NEEDS_OPERATOR, HALF_RETIRED, NOT_MOVED, HALF_MOVED, ADOPTING, ADOPTED ->
                AS_IT_IS;
        };
    }
}
