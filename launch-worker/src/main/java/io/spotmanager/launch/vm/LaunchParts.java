package io.spotmanager.launch.vm;

import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.launch.MachineRegistry;
import io.spotmanager.clouds.launch.VmNetworks;
import io.spotmanager.clouds.launch.VmProvider;
import io.spotmanager.clouds.plan.Catalogues;
import io.spotmanager.clouds.plan.CloudInit;
import io.spotmanager.clouds.plan.HostLinks;
import io.spotmanager.clouds.plan.LaunchRules;
import io.spotmanager.launch.externalresource.StepSupport;

/** Whom a launch talks to, and by what rules. */
public record LaunchParts(
        ComputeCloud nova,
        Vendors vendors,
        Catalogues catalogues,
        HostLinks links,
        LaunchRules rules,
        CloudInit cloudInit,
        StepSupport making) {
    /** Who rents out the VM, who is told of the machine, and the cloud beneath both. */
    public record Vendors(VmProvider vms, MachineRegistry machines, VmNetworks networks) {}
}
