package io.spotmanager.clouds.launch;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.launch.LaunchInputs.NameConflicts;
import io.spotmanager.domain.launch.LaunchInputs.NetworkAndFirewall;
import io.spotmanager.domain.launch.LaunchInputs.ProviderState;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An empty host in a RunPod pool of CANADA-1, where a launch finds all that it needs; a test changes what it is about. */
final class Site {
    static final String HOST = "CA1-L40-01";
    static final String IMAGE = "Ubuntu 22.04";

    private final Settings settings = new Settings();
    private final List<VmImage> images = new ArrayList<>(List.of(image(7, IMAGE)));
    private LaunchRequest launch = new LaunchRequest(HOST, IMAGE, null, false);
    private List<String> pools = List.of("L40-n3-runpod");
    private Optional<ComputeService> service = Optional.of(new ComputeService(HOST, true, true, null, "nova"));
    private List<Server> servers = List.of();
    private boolean nvlinks;
    private boolean offering = true;
    private List<VmFlavor> flavors = List.of(flavor("n3-L40x8", true));
    private VmEnvironment environment = new VmEnvironment(3, "CA1-RunPod", "CANADA-1");
    private VmKeyPair keyPair = new VmKeyPair("operations", "CA1-RunPod");
    private List<Vm> vms = List.of();
    private List<NovaServer> nameConflicts = List.of();
    private int networks = 1;
    private Optional<Firewall> firewall = Optional.of(new Firewall(971, "ssh-only", "CA1-RunPod", List.of()));

    private Site() {}

    static Site ready() {
        return new Site();
    }

    Site ofHost(String name) {
        launch = new LaunchRequest(name, launch.imageName(), launch.imageId(), false);
        return this;
    }

    Site asking(String image, @Nullable Long id) {
        launch = new LaunchRequest(launch.hostname(), image, id, false);
        return this;
    }

    Site with(String setting, String value) {
        settings.with(setting, value);
        return this;
    }

    Site without(String setting) {
        settings.without(setting);
        return this;
    }

    Site in(String... aggregates) {
        pools = List.of(aggregates);
        return this;
    }

    Site withService(boolean enabled, boolean up) {
        service = Optional.of(new ComputeService(HOST, enabled, up, null, "nova"));
        return this;
    }

    Site whichNovaDoesNotKnow() {
        service = Optional.empty();
        return this;
    }

    Site withServers(int count) {
        servers = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Server("id-" + number, "vm-" + number, "ACTIVE", HOST, "acme", "n3-L40x1"))
                .toList();
        return this;
    }

    Site knownToHaveNvlinks() {
        nvlinks = true;
        return this;
    }

    Site ofWhichNoOfferWasRead() {
        offering = false;
        return this;
    }

    Site withFlavors(String... names) {
        flavors = Stream.of(names).map(name -> flavor(name, true)).toList();
        return this;
    }

    Site withStock(@Nullable Boolean available) {
        flavors = List.of(flavor("n3-L40x8", available));
        return this;
    }

    Site withImage(long id, String name) {
        images.add(image(id, name));
        return this;
    }

    Site withEnvironment(String name, String region) {
        environment = new VmEnvironment(3, name, region);
        return this;
    }

    Site withKeyPair(String name, String environmentOfIt) {
        keyPair = new VmKeyPair(name, environmentOfIt);
        return this;
    }

    Site withVmOfItsName() {
        var condition = new VmCondition("ACTIVE", "RUNNING", "active", null, null, null);
        vms = List.of(new Vm(4711, HOST, "CA1-RunPod", "n3-L40x8", condition, List.of(), null));
        return this;
    }

    Site withNovaServersOfItsName(String... ids) {
        var state = new NovaServer.State("SHUTOFF", null, "stopped", null);
        nameConflicts = Stream.of(ids)
                .map(id -> new NovaServer(id, HOST, state, "acme", "n3-L40x1", List.of(), null))
                .toList();
        return this;
    }

    Site withStorageNetworks(int count) {
        networks = count;
        return this;
    }

    Site withoutFirewall() {
        firewall = Optional.empty();
        return this;
    }

    List<Check> checks() {
        return rules().check(launch, sight());
    }

    Optional<LaunchPlan> plan() {
        return rules().plan(launch, sight());
    }

    Catalogue catalogue() {
        return new Catalogue(images, flavors, List.of(environment), List.of(keyPair));
    }

    private LaunchRules rules() {
        return new LaunchRules(FleetSettings.STANDARD, settings.read());
    }

    private LaunchInputs sight() {
        var aggregates = Stream.concat(Stream.of("L40-n3", "L40-n3-runpod"), pools.stream())
                .distinct()
                .map(name -> new Aggregate(name.hashCode(), name, hosts(name), null, Map.of()))
                .toList();
        var attachments = new NetworkAndFirewall(
                firewall,
                IntStream.rangeClosed(1, networks)
                        .mapToObj(number -> new Network("net-" + number, "storage-net", "ACTIVE", true, false, null))
                        .toList());
        var offer = new ProviderState(catalogue(), new NameConflicts(vms, nameConflicts), attachments);
        return new LaunchInputs(
                new HostObservation(aggregates, service, servers),
                nvlinks,
                Optional.of(offer).filter(_ -> offering));
    }

    private List<String> hosts(String aggregate) {
        return pools.contains(aggregate) ? List.of("CA1-L40-02", launch.hostname()) : List.of("CA1-L40-02");
    }

    private static VmFlavor flavor(String name, @Nullable Boolean stockAvailable) {
        return new VmFlavor(name.hashCode(), name, "CANADA-1", "L40", 8, stockAvailable);
    }

    private static VmImage image(long id, String name) {
        return new VmImage(id, name, "CANADA-1", "Ubuntu", null, new VmImage.About(null, null, null, true));
    }
}
