package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.openstack.Lookup.Question;
import io.spotmanager.clouds.wire.CommandLine;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.call.CloudAnswer.Refused;
import io.spotmanager.domain.call.CloudAnswer.Unclear;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the consumers of resource providers from placement. Microversion 1.14 (release Queens) is the first that
 * returns nested providers, to which a GPU's allocations may belong.
 */
record PlacementReads(Line line, Lookup lookup, Catalog catalog) {
    private static final String SERVICE = "placement";
    private static final String TREES = "placement 1.14";
    private static final int NOT_FOUND = 404;

    record ProviderList(
            @JsonProperty("resource_providers") @Nullable List<Provider> providers) {
        List<Provider> checked() {
            if (providers == null || providers.stream().anyMatch(each -> each.uuid() == null)) {
                throw new WireFailure.Unusable("a list of resource providers without them, or without their uuids");
            }
            return providers;
        }
    }

    record Provider(@JsonProperty("uuid") @Nullable String uuid) {}

    record Allocations(
            @JsonProperty("allocations") @Nullable Map<String, Object> allocations) {
        Set<String> checked() {
            if (allocations == null) {
                throw new WireFailure.Unusable("an answer without allocations");
            }
            return allocations.keySet();
        }
    }

    /** Checks whether the credentials may read placement. The returned list is always empty. */
    CloudAnswer<List<String>> probe(Journal journal) {
        return journal.tell(
                _ -> CommandLine.of("openstack", "resource", "provider", "list", "--name", "none"),
                () -> ask("/resource_providers?name=none", ProviderList.class, ProviderList::checked)
                        .map(_ -> List.of()));
    }

    /**
     * Returns the consumers of all resources of these compute nodes and of their nested providers. Refused if the
     * credentials may not read them. Unclear if placement does not know a node: such a node is not empty.
     *
     * @param nodes the uuids of compute nodes, which are those of their providers
     */
    CloudAnswer<Set<String>> consumers(Set<String> nodes, Journal journal) {
        Set<String> consumers = new LinkedHashSet<>();
        for (String node : nodes) {
            CloudAnswer<List<Provider>> tree = journal.tell(
                    _ -> CommandLine.of("openstack", "resource", "provider", "list", "--in-tree", node),
                    () -> ask("/resource_providers?in_tree=" + node, ProviderList.class, ProviderList::checked));
            if (!(tree instanceof Ok<List<Provider>>(List<Provider> providers))) {
                return tree.map(_ -> Set.of());
            }
            if (providers.isEmpty()) {
                return new Unclear<>("placement has no resource provider " + node + ", which Nova names for the host");
            }
            for (Provider provider : providers) {
                CloudAnswer<Set<String>> found = allocations(String.valueOf(provider.uuid()), journal);
                if (!(found instanceof Ok<Set<String>>(Set<String> some))) {
                    return found;
                }
                consumers.addAll(some);
            }
        }
        return new Ok<>(Set.copyOf(consumers));
    }

    private CloudAnswer<Set<String>> allocations(String provider, Journal journal) {
        CloudAnswer<Set<String>> answer = journal.tell(
                _ -> CommandLine.of("openstack", "resource", "provider", "show", "--allocations", provider),
                () -> ask("/resource_providers/" + provider + "/allocations", Allocations.class, Allocations::checked));
        return answer instanceof Refused<Set<String>>(int status, String message) && status == NOT_FOUND
                ? new Unclear<>("placement lost the resource provider " + provider + " meanwhile: " + message)
                : answer;
    }

    private <T, R> CloudAnswer<R> ask(String path, Class<T> type, Function<T, R> reading) {
        CloudAnswer<CloudAnswer<R>> answer = line.<CloudAnswer<R>>read("Placement", access -> {
            String address;
            try {
                address = catalog.address(access.services(), SERVICE);
            } catch (NoAccess none) {
                return new Refused<>(NOT_FOUND, none.text());
            }
            return new Ok<>(reading.apply(lookup.get(address, access, new Question<>(path, Map.of(), TREES, type))));
        });
        return answer.then(inner -> inner);
    }
}
