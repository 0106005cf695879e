package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.Regions;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks which VMs have a firewall, and which of its region's lack it, as Hyperstack shows it now. */
@Component
class FirewallReads {
    /** The prefix of the only hosts that the former tool gave a firewall. */
    private static final String FORMER_PREFIX = "CA1";

    private static final String DELETING = "DELETING";

    private final LaunchCatalogue launches;
    private final Questions clouds;

    FirewallReads(LaunchCatalogue launches, Questions clouds) {
        this.launches = launches;
        this.clouds = clouds;
    }

    /**
     * A firewall beside the VMs of the account.
     *
     * @param regions those whose VMs are to have it, by name
     * @param missing the VMs of their hosts that lack it, and are not being deleted
     * @param unread a sentence for each thing that could not be read: a VM may be missing
     */
    record Guarded(Firewall firewall, List<Vm> vms, List<String> regions, List<Vm> missing, List<String> unread) {
        /** Returns the name of the VM; null if Hyperstack does not list it. */
        @Nullable
        String name(long vm) {
            return named(vm).map(Vm::name).orElse(null);
        }

        Optional<Vm> named(long vm) {
            return vms.stream().filter(each -> each.id() == vm).findFirst();
        }
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if there is none, launches are off, or Hyperstack cannot be read */
    Firewall read(long id) {
        launches.requireNotOff();
        var answer = clouds.ask(new Question.FirewallWithId(id));
        return answer.found().orElseThrow(() -> LaunchPreviews.unavailable(answer.readProblem())).stream()
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("Hyperstack has no firewall %d.".formatted(id)));
    }

    /** As {@link #read}, with the VMs beside it. */
    Guarded look(long id) {
        var firewall = read(id);
        var regions = launches.known();
        var asked = clouds.ask(new Question.ListedVms());
        var listed = asked.found().orElseThrow(() -> LaunchPreviews.unavailable(asked.readProblem()));
        return new Guarded(
                firewall,
                listed.all(),
                regions.stream()
                        .filter(region -> Objects.equals(region.firewallId(), id))
                        .map(OfferedRegion::region)
                        .toList(),
                listed.all().stream()
                        .filter(vm -> belongs(regions, vm, id) && !firewall.guards(vm.id()))
                        .toList(),
                listed.unread());
    }

    private static boolean belongs(List<OfferedRegion> regions, Vm vm, long firewall) {
        return !DELETING.equalsIgnoreCase(vm.condition().status())
                && Regions.claiming(regions, OfferedRegion::hostPrefix, vm.name())
                        .filter(region -> Objects.equals(region.firewallId(), firewall))
                        .isPresent();
    }

    /** Returns the firewall that is meant if none is named: that of the region CA1, or of the only region that has one. */
    long usual() {
        var regions = launches.regions().stream()
                .filter(region -> region.firewallId() != null)
                .toList();
        return regions.stream()
                .filter(region -> regions.size() == 1 || region.hostPrefix().equalsIgnoreCase(FORMER_PREFIX))
                .map(OfferedRegion::firewallId)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow(
                        () -> FieldProblem.refusal(
                                "firewall_id",
                                "is missing, and there is no region CA1 with a firewall, nor only one region with one: GET /api/hyperstack/regions lists them"));
    }
}
