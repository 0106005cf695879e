package io.spotmanager.domain.launch;

import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.UserData;
import java.util.List;

/** What a launch will create. */
public record LaunchPlan(Region region, String flavor) {
    /** Returns the order for the VM. The launch sends it, and the preview shows it. */
    public CreateVmRequest order(LaunchRequest launch, LaunchNames names, UserData userData) {
        return new CreateVmRequest(
                names.vm(),
                region.vm().environment(),
                launch.imageName(),
                flavor,
                region.vm().keyPair(),
                userData,
                List.of(names.label()));
    }
}
