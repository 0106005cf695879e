package io.spotmanager.inventory.launches;

import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.clouds.openstack.OpenStackCommands;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a launch before it has begun, as commands that a person could type. Each is made by the code that makes the
 * request itself. What only the launch will know stands as {@code $OPERATION}, {@code $VM_ID} and {@code $SERVER_ID}.
 *
 * @param networks those that fit the region's storage network
 */
record PlannedLaunch(Connected vendors, LaunchRequest launch, LaunchPlan plan, List<Network> networks) {
    /** No VM has this id; in a command a word stands in its place. */
    private static final long UNKNOWN_VM = 0;

    private static final String SERVER = "SERVER_ID";

    List<PlannedStep> steps() {
        var byHand = vendors.machines().isByHand();
        return Stream.of(
                        byHand
                                ? null
                                : new PlannedStep(
                                        "register machine",
                                        "Register the machine at RunPod",
                                        vendors.machines().preview(runPod -> runPod.add(names().machine()))),
                        new PlannedStep(
                                "create VM",
                                "Create the VM at Hyperstack",
                                hyperstack(vms -> vms.create(plan.order(launch, names(), userData())))),
                        new PlannedStep(
                                "wait until active",
                                "Wait until the VM runs and has its public address",
                                hyperstack(vms -> vms.vm(UNKNOWN_VM))),
                        new PlannedStep(
                                "check host",
                                "Check in Nova that Hyperstack chose this host",
                                OpenStackCommands.serversNamed(names().vm())),
                        attachNetwork(),
                        attachFirewall(),
                        new PlannedStep(
                                "verify",
                                "Look once more: the VM is active, and on its host",
                                known(OpenStackCommands.server(SERVER))),
                        new PlannedStep(
                                "wait until registered",
                                byHand
                                        ? "Wait until a person has let the VM join RunPod, listed it, and confirmed that"
                                        : "Wait until RunPod says that the host has joined",
                                vendors.machines().preview(runPod -> runPod.machines())))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private @Nullable PlannedStep attachNetwork() {
        var network = plan.region().storageNetwork();
        return network == null
                ? null
                : new PlannedStep(
                        "attach network",
                        "Attach the storage network %s, unless the VM is on it".formatted(network),
                        known(OpenStackCommands.attachNetwork(
                                SERVER,
                                networks.size() == 1 ? networks.getFirst().id() : network)));
    }

    private @Nullable PlannedStep attachFirewall() {
        var firewall = plan.region().firewallId();
        return firewall == null
                ? null
                : new PlannedStep(
                        "attach firewall",
                        "Attach the firewall from the VM's side",
                        hyperstack(vms -> vms.attachFirewalls(UNKNOWN_VM, List.of(firewall))));
    }

    private LaunchNames names() {
        return new LaunchNames(launch.hostname(), "$OPERATION");
    }

    private UserData userData() {
        return new UserData(vendors.cloudInit().masked(launch.hostname()));
    }

    private String hyperstack(Function<VmProvider, CloudResult<?>> call) {
        return vendors.vms().preview(call).replace("/virtual-machines/" + UNKNOWN_VM, "/virtual-machines/$VM_ID");
    }

    private static String known(String command) {
        return command.replace(SERVER, "$" + SERVER);
    }
}
