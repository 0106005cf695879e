package io.spotmanager.domain.launch;

import java.util.Optional;

/** The VMs that administrators took over. Blocks; throws if the record cannot be read. */
@FunctionalInterface
public interface AdoptedVms {
    /** Returns the VM of that name that was taken over last; empty if none was. */
    Optional<AdoptedVm> of(String host);
}
