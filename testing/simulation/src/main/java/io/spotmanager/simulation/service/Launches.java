package io.spotmanager.simulation.service;

import io.spotmanager.clouds.launch.CloudInit;
import io.spotmanager.clouds.settings.RegionSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.AdoptedVms;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import io.spotmanager.launch.adopt.AdoptVmWorkflow;
import io.spotmanager.launch.firewall.AttachFirewallWorkflow;
import io.spotmanager.launch.retire.RetireAndMoveWorkflow;
import io.spotmanager.launch.retire.RetireParts;
import io.spotmanager.launch.retire.RetireWorkflow;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.launch.vm.LaunchParts;
import io.spotmanager.launch.vm.LaunchWorkflow;
import io.spotmanager.simulation.cloud.ModelHyperstack;
import io.spotmanager.simulation.cloud.ModelNeutron;
import io.spotmanager.simulation.cloud.ModelNova;
import io.spotmanager.simulation.cloud.ModelRunPod;
import io.spotmanager.simulation.cloud.ModelVms;
import io.spotmanager.simulation.cloud.ModelWorld;
import io.spotmanager.simulation.cloud.Wire;
import io.spotmanager.workflow.externalcall.PollInterval;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The workflow of a launch over the clouds in memory, with the settings of one region. */
final class Launches {
    /** As in the settings of the workers. */
    static final Duration WINDOW = Duration.ofSeconds(150);

    static final String IMAGE = "Ubuntu Server 24.04 LTS";

    private static final LaunchTimeouts TIMEOUTS = new LaunchTimeouts(
            PollInterval.STANDARD,
            WINDOW,
            new LaunchTimeouts.Within(
                    Duration.ofMinutes(20),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30)));
    private static final Map<String, String> SETTINGS = Map.of(
            "SPOT_REGIONS", "CA1=CANADA-1",
            "SPOT_REGION_CA1_ENVIRONMENT", "CA1-RunPod",
            "SPOT_REGION_CA1_KEY_PAIR", "operations",
            "SPOT_REGION_CA1_STORAGE_NETWORK", "storage-net",
            "SPOT_REGION_CA1_FIREWALL_ID", String.valueOf(ModelVms.FIREWALL));
    private static final LaunchRules RULES =
            new LaunchRules(FleetSettings.STANDARD, RegionSettings.from(SETTINGS::get));
    private static final CloudInit CLOUD_INIT = CloudInit.from(_ -> null);

    private Launches() {}

    /** The workflow of a retirement over the same clouds. */
    static Workflow retiring(ModelWorld world, Wire wire, AdoptedVms adopted, InstantSource clock) {
        return RetireWorkflow.on(new RetireParts(vendors(world, wire), adopted, TIMEOUTS, clock));
    }

    /** The same with a move of the host afterwards. */
    static Workflow retiringAndMoving(ModelWorld world, Wire wire, AdoptedVms adopted, InstantSource clock) {
        return RetireAndMoveWorkflow.on(
                new RetireParts(vendors(world, wire), adopted, TIMEOUTS, clock),
                new ModelNova(world, wire, WINDOW, call -> {}),
                PoolNaming.STANDARD);
    }

    /** The workflow of taking over a VM, over the same clouds. */
    static Workflow adopting(ModelWorld world, Wire wire, InstantSource clock) {
        return AdoptVmWorkflow.on(vendors(world, wire), TIMEOUTS, clock);
    }

    /** The workflow of attaching a firewall, over the same clouds. */
    static Workflow attachingFirewalls(ModelWorld world, Wire wire, InstantSource clock) {
        return AttachFirewallWorkflow.on(
                vendors(world, wire).vms(), RegionSettings.from(SETTINGS::get), TIMEOUTS, clock);
    }

    private static LaunchParts.Vendors vendors(ModelWorld world, Wire wire) {
        return new LaunchParts.Vendors(
                new ModelHyperstack(world.vms(), wire, WINDOW, call -> {}),
                new ModelRunPod(world.vms(), wire, WINDOW, call -> {}),
                new ModelNeutron(world.vms(), wire, WINDOW, call -> {}));
    }

    static Workflow on(ModelWorld world, Wire wire, InstantSource clock) {
        return LaunchWorkflow.on(new LaunchParts(
                new ModelNova(world, wire, WINDOW, call -> {}),
                vendors(world, wire),
                Launches::catalogue,
                host -> false,
                RULES,
                CLOUD_INIT,
                TIMEOUTS,
                clock));
    }

    private static CloudResult<Catalogues.Fetched> catalogue(String region) {
        var about = new VmImage.About(null, null, null, true);
        return new CloudResult.Ok<>(new Catalogues.Fetched(
                Instant.EPOCH,
                new LaunchInputs.Catalogue(
                        List.of(new VmImage(5, IMAGE, region, "Ubuntu", "24.04", about)),
                        List.of(new VmFlavor(1, "n3-L40x8", region, "L40", 8, true)),
                        List.of(new VmEnvironment(11, "CA1-RunPod", region)),
                        List.of(new VmKeyPair("operations", "CA1-RunPod")))));
    }
}
