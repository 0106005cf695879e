package io.spotmanager.launch;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.openstack.CredentialsCheck;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.vm.MachinesByHand;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Says at once what would otherwise show with the first launch; the worker runs on, since clouds come back. */
final class StartChecks {
    private static final Logger log = LoggerFactory.getLogger(StartChecks.class);

    private final OpenStackCloud cloud;
    private final LaunchProviders vendors;

    StartChecks(OpenStackCloud cloud, LaunchProviders vendors) {
        this.cloud = cloud;
        this.vendors = vendors;
    }

    @EventListener(ApplicationReadyEvent.class)
    void check() {
        switch (cloud.check()) {
            case CredentialsCheck.Accepted(var sentence) -> {
                log.info("{}", sentence);
                cloud.placementTrouble().ifPresent(log::warn);
            }
            case CredentialsCheck.Rejected(var sentence) -> log.error("No VM can be launched: {}", sentence);
            case CredentialsCheck.Unreachable(var sentence) -> log.warn("Launches wait until it answers: {}", sentence);
        }
        switch (vendors) {
            case LaunchProviders.Missing(var why) -> log.info("launches are switched off: {}", why);
            case LaunchProviders.Connected connected -> {
                if (connected.machines().isByHand()) {
                    log.info(
                            "{} Launches and retirements wait for a person who does its part.",
                            MachinesByHand.NOT_CALLED);
                }
                checkRegions(connected);
            }
        }
    }

    private void checkRegions(LaunchProviders.Connected connected) {
        var reader = new LaunchReader(cloud, connected.vms(), connected.catalogues(), cloud.networks(), _ -> false);
        switch (reader.mistakes(connected.regions())) {
            case CloudResult.Ok<List<String>>(var mistakes)
            when mistakes.isEmpty() ->
                log.info("VMs can be launched in {}", connected.regions().prefixes());
            case CloudResult.Ok<List<String>>(var mistakes) ->
                log.error("The settings of the regions do not fit what exists: {}", String.join(" ", mistakes));
            case CloudResult<List<String>> answer ->
                log.warn("The settings of the regions could not be checked: {}", answer.readProblem());
        }
    }
}
