package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that an order can name. Environments, key pairs and images are constant; flavors depend on the fleet. */
final class Catalogue {

    private static final Pattern SOLD = Pattern.compile("n3-(.+)x(\\d+)(-NVLink)?");
    private static final List<String> IMAGES = List.of(
            "Ubuntu Server 22.04 LTS R535 CUDA 12.2",
            "Ubuntu Server 22.04 LTS R550 CUDA 12.4",
            "Ubuntu Server 24.04 LTS R570 CUDA 12.8",
            "Debian 12");
    private static final int IDS_PER_REGION = 1000;

    private Catalogue() {}

    /** Two environments per region: the one for RunPod hosts, and one of another customer. */
    static List<Environment> environments() {
        return Stream.of(Region.values())
                .flatMap(region -> Stream.of(
                        new Environment(11 + region.ordinal(), region.prefix() + "-RunPod", region),
                        new Environment(21 + region.ordinal(), "default-" + region.title(), region)))
                .toList();
    }

    static List<KeyPair> keyPairs() {
        return environments().stream()
                .map(environment ->
                        new KeyPair(100 + environment.id(), "operations-" + environment.name(), environment))
                .toList();
    }

    static List<Image> images() {
        List<Image> images = new ArrayList<>();
        for (Region region : Region.values()) {
            for (String name : IMAGES) {
                String[] words = name.split(" ", 3);
                int id = IDS_PER_REGION * (1 + region.ordinal()) + images.size();
                images.add(new Image(id, name, words[0], name.substring(words[0].length() + 1), region, 16));
            }
        }
        return List.copyOf(images);
    }

    /** The flavors whose GPUs a region has hosts for. */
    static List<Offer> offers(FleetState fleet, Region region) {
        List<Offer> offers = new ArrayList<>();
        for (Flavor flavor : fleet.flavors()) {
            Matcher sold = SOLD.matcher(flavor.name());
            if (!flavor.deleted() && sold.matches() && hosts(fleet, region).anyMatch(poolsOf(fleet, sold.group(1)))) {
                int id = IDS_PER_REGION * (1 + region.ordinal()) + offers.size();
                offers.add(new Offer(id, flavor, sold.group(1), Integer.parseInt(sold.group(2)), region));
            }
        }
        return List.copyOf(offers);
    }

    static Optional<Offer> offer(FleetState fleet, Region region, String flavor) {
        return offers(fleet, region).stream()
                .filter(offer -> offer.flavor().name().equals(flavor))
                .findFirst();
    }

    private static Stream<String> hosts(FleetState fleet, Region region) {
        return fleet.computes().stream().map(compute -> compute.host()).filter(region::has);
    }

    /** Tests whether a host is in a pool of that GPU. */
    private static Predicate<String> poolsOf(FleetState fleet, String gpu) {
        return host -> fleet.aggregates().values().stream()
                .filter(pool -> sells(pool, gpu))
                .anyMatch(pool -> pool.hosts().contains(host));
    }

    /** Returns true if the name of the pool says that its hosts have that GPU. */
    static boolean sells(Aggregate pool, String gpu) {
        return pool.name().startsWith(gpu + "-n3");
    }
}
