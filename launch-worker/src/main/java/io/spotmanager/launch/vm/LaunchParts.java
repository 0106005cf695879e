package io.spotmanager.launch.vm;

import io.spotmanager.clouds.launch.CloudInit;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.HostLinks;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.launch.settings.LaunchTimeouts;
import java.time.InstantSource;

/** Whom a launch talks to, and by what rules. */
public record LaunchParts(
        ComputeCloud nova,
        Vendors vendors,
        Catalogues catalogues,
        HostLinks links,
        LaunchRules rules,
        CloudInit cloudInit,
        LaunchTimeouts timeouts,
        InstantSource clock) {
    /** Who rents out the VM, who is told of the machine, and the cloud beneath both. */
    public record Vendors(VmProvider vms, MachineRegistry machines, VmNetworks networks) {}
}
