package io.spotmanager.domain.launch;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.launch.LaunchInputs.ProviderState;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import java.util.List;
import java.util.stream.Stream;

/** Checks that the provider has everything in the host's region that the launch needs. */
record OfferRules(LaunchRequest launch, LaunchPlan plan, ProviderState offer) {

    List<Check> checks() {
        return Stream.of(
                        Stream.of(flavor(), image(), name()),
                        offer.nameConflicts().servers().stream()
                                .map(server -> refused(
                                        "name",
                                        "Nova already has a server %s (%s, %s), which could be confused with the new one. Rename or delete it."
                                                .formatted(
                                                        server.name(),
                                                        server.id(),
                                                        server.state().status()))),
                        RegionRules.of(region(), offer).checks().stream(),
                        offer.catalogue().leftOut().stream()
                                .map(
                                        sentence -> warning(
                                                "catalogue",
                                                sentence
                                                        + ". What is in such a row counts as not there; report it to Hyperstack.")))
                .flatMap(checks -> checks)
                .toList();
    }

    private Region region() {
        return plan.region();
    }

    private Check flavor() {
        var offered = offer.catalogue().flavors().stream()
                .filter(flavor -> flavor.name().equals(plan.flavor()))
                .findFirst();
        if (offered.isEmpty()) {
            return refused(
                    "flavor",
                    "%s does not offer the flavor %s that this host needs; it offers %s. Check the host's pool and its number of GPUs."
                            .formatted(
                                    region().name(),
                                    plan.flavor(),
                                    offer.catalogue().flavors().stream()
                                            .map(VmFlavor::name)
                                            .sorted()
                                            .toList()));
        }
        return Boolean.FALSE.equals(offered.get().stockAvailable())
                ? warning(
                        "flavor",
                        "%s says that no stock of %s is left: the VM may end in ERROR. It is then removed again."
                                .formatted(region().name(), plan.flavor()))
                : passed("flavor", "%s offers %s.".formatted(region().name(), plan.flavor()));
    }

    private Check image() {
        var named = offer.catalogue().images().stream()
                .filter(image -> image.name().equals(launch.imageName()))
                .toList();
        if (!region().vm().images().matcher(launch.imageName()).matches()) {
            return refused(
                    "image_name",
                    "%s is not among the images allowed in %s (%s)."
                            .formatted(
                                    launch.imageName(),
                                    region().name(),
                                    region().vm().images()));
        }
        if (named.isEmpty()) {
            return refused(
                    "image_name",
                    "%s has no image %s. GET /api/hyperstack/images?region=%s lists the images."
                            .formatted(region().name(), launch.imageName(), region().name()));
        }
        var id = launch.imageId();
        return id == null || named.stream().anyMatch(image -> image.id() == id)
                ? passed("image_name", "%s is an image of %s.".formatted(launch.imageName(), region().name()))
                : refused(
                        "image_id",
                        "The image %s has the id %s and not %d. Send a name and an id of the same image."
                                .formatted(
                                        launch.imageName(),
                                        named.stream().map(VmImage::id).toList(),
                                        id));
    }

    private Check name() {
        var taken = offer.nameConflicts().vms();
        return taken.isEmpty()
                ? passed("name", "No VM is called %s yet.".formatted(launch.hostname()))
                : refused(
                        "name",
                        "Hyperstack already has a VM %s (id %d) that this launch did not create. Rename or delete it."
                                .formatted(launch.hostname(), taken.getFirst().id()));
    }
}
