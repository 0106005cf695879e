package io.spotmanager.quickstart.doctor;

import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.openstack.CloudLook;
import io.spotmanager.clouds.openstack.CredentialsCheck;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.vm.MachinesByHand;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clouds in {@code OS_*}, {@code NETBOX_*}, {@code HYPERSTACK_*} and {@code RUNPOD_*}: whether they let in, and let read what is needed. */
final class CloudChecks {
    private static final int HTTPS = 443;

    private CloudChecks() {}

    static List<Diagnosis> look(Map<String, String> environment) {
        var found = new ArrayList<Diagnosis>();
        checked(found, "openstack", () -> openStack(environment, found));
        checked(found, "netbox", () -> netbox(environment, found));
        checked(found, "launches", () -> launches(environment, found));
        return found;
    }

    private static void checked(List<Diagnosis> found, String subject, Runnable look) {
        try {
            look.run();
        } catch (InvalidConfigurationException e) {
            found.add(Diagnosis.bad(subject, String.valueOf(e.getMessage()), ""));
        }
    }

    private static void openStack(Map<String, String> environment, List<Diagnosis> found) {
        if (environment.keySet().stream().noneMatch(name -> name.startsWith("OS_"))) {
            found.add(Diagnosis.note("openstack", "No OS_* is set: this environment is not that of a worker.", ""));
            return;
        }
        var settings = OpenStackSettings.from(environment::get);
        tls(URI.create(settings.authUrl()), environment.get("OS_CACERT")).ifPresent(found::add);
        var cloud = OpenStackCloud.connect(settings, Clock.systemUTC());
        var accepted = cloud.check();
        found.add(
                accepted instanceof CredentialsCheck.Accepted
                        ? Diagnosis.ok("openstack", accepted.sentence())
                        : Diagnosis.bad(
                                "openstack", accepted.sentence(), "Correct OS_*, or see that Keystone answers."));
        if (accepted instanceof CredentialsCheck.Accepted) {
            right(found, "aggregates", cloud.aggregates().trouble());
            right(found, "compute services", new CloudLook(cloud).trouble());
            cloud.placementTrouble().ifPresent(sentence -> found.add(Diagnosis.note("openstack", sentence, "")));
        }
    }

    private static void right(List<Diagnosis> found, String what, Optional<String> trouble) {
        found.add(trouble.map(cause -> Diagnosis.bad(
                        "openstack",
                        "The log-in may not read the %s: %s.".formatted(what, cause),
                        "Give it a role that may: docs/clouds.md."))
                .orElseGet(() -> Diagnosis.ok("openstack", "The log-in may read the %s.".formatted(what))));
    }

    /** @param authority a file of the administrator's own, by which Java's do not count */
    private static Optional<Diagnosis> tls(URI address, @Nullable String authority) {
        return "https".equals(address.getScheme()) && authority == null
                ? Optional.of(
                        TlsCheck.look("tls", address.getHost(), address.getPort() < 0 ? HTTPS : address.getPort()))
                : Optional.empty();
    }

    private static void netbox(Map<String, String> environment, List<Diagnosis> found) {
        NetboxSettings.from(environment::get)
                .ifPresentOrElse(
                        settings -> found.add(RestNetbox.connect(settings)
                                .trouble()
                                .map(cause ->
                                        Diagnosis.bad("netbox", cause + ".", "Correct NETBOX_URL or NETBOX_TOKEN."))
                                .orElseGet(
                                        () -> Diagnosis.ok("netbox", "It answers, and the token may read devices."))),
                        () -> found.add(Diagnosis.note(
                                "netbox", "NETBOX_URL is not set: nothing is known of owners and racks.", "")));
    }

    private static void launches(Map<String, String> environment, List<Diagnosis> found) {
        switch (LaunchProviders.from(environment::get, _ -> RateLimiter.UNLIMITED, Clock.systemUTC())) {
            case LaunchProviders.Missing(var why) ->
                found.add(Diagnosis.note("launches", "They are switched off: %s.".formatted(why), ""));
            case LaunchProviders.Connected connected -> {
                found.add(connected
                        .vms()
                        .environments()
                        .trouble()
                        .map(cause -> Diagnosis.bad(
                                "hyperstack", cause + ".", "Correct HYPERSTACK_URL or HYPERSTACK_API_KEY."))
                        .orElseGet(() -> Diagnosis.ok("hyperstack", "It answers, and the key may read.")));
                found.add(
                        connected.machines().isByHand()
                                ? Diagnosis.note("runpod", MachinesByHand.NOT_CALLED, "")
                                : connected
                                        .machines()
                                        .machines()
                                        .trouble()
                                        .map(cause -> Diagnosis.bad(
                                                "runpod", cause + ".", "Correct RUNPOD_URL or RUNPOD_API_KEY."))
                                        .orElseGet(() -> Diagnosis.ok("runpod", "It answers, and the key may read.")));
            }
        }
    }
}
