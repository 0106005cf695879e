package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.CommandLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the consumers of resource providers from placement. Microversion 1.14 (release Queens) is the first that
 * returns nested providers, to which a GPU's allocations may belong. An older placement has none, so a node's own
 * allocations are all there.
 */
record PlacementReads(KeystoneAuthenticatedClient client, Lookup lookup, Catalog catalog, Microversions versions) {
    private static final String SERVICE = "placement";
    private static final String TREES = "placement 1.14";
    private static final String OLDEST = "placement 1.0";
    private static final int NOT_FOUND = 404;

    /** What placement answers to credentials that may not ask it, and what stands where there is none. */
    private static final Set<Integer> NOT_TO_BE_ASKED = Set.of(401, 403, NOT_FOUND);

    record ProviderList(
            @JsonProperty("resource_providers") @Nullable List<@Nullable Provider> providers) {
        List<Provider> checked() {
            return Rows.all(providers, "a resource provider", each -> {
                        if (each.uuid() == null) {
                            throw new Rows.Unreadable("without its uuid");
                        }
                        return each;
                    })
                    .items();
        }
    }

    record Provider(@JsonProperty("uuid") @Nullable String uuid) {}

    record Allocations(
            @JsonProperty("allocations") @Nullable Map<String, Object> allocations) {
        Set<String> checked() {
            if (allocations == null) {
                throw new HttpFailure.MalformedResponse("an answer without allocations");
            }
            return allocations.keySet();
        }
    }

    /** Checks whether the credentials may read placement. The returned list is always empty. */
    CloudResult<List<String>> probe(CallRecorder recorder) {
        return judged(recorder.record(
                _ -> CommandLine.of("openstack", "resource", "provider", "list", "--name", "none"),
                () -> versions.ask(
                        TREES,
                        OLDEST,
                        version -> ask(
                                        "/resource_providers?name=none",
                                        version,
                                        ProviderList.class,
                                        ProviderList::checked)
                                .map(_ -> List.of()))));
    }

    /** A refusal that is about the question says nothing of the host, and nothing of who may ask. */
    private static <T> CloudResult<T> judged(CloudResult<T> answer) {
        return answer instanceof Rejected<T>(int status, String message) && !NOT_TO_BE_ASKED.contains(status)
                ? new Indeterminate<>("placement refuses the question (%d %s)".formatted(status, message))
                : answer;
    }

    /**
     * Returns the consumers of all resources of these compute nodes and of their nested providers. Rejected if the credentials may not
     * read them, or if there is no placement. Indeterminate if placement does not know a node: such a node is not empty.
     *
     * @param nodes the uuids of compute nodes, which are those of their providers
     */
    CloudResult<Set<String>> consumers(Set<String> nodes, CallRecorder recorder) {
        return judged(allConsumers(nodes, recorder));
    }

    private CloudResult<Set<String>> allConsumers(Set<String> nodes, CallRecorder recorder) {
        Set<String> consumers = new LinkedHashSet<>();
        for (String node : nodes) {
            CloudResult<List<Provider>> tree = versions.ask(
                    TREES,
                    OLDEST,
                    version -> version.equals(TREES) ? tree(node, recorder) : new Ok<>(List.of(new Provider(node))));
            if (!(tree instanceof Ok<List<Provider>>(List<Provider> providers))) {
                return tree.map(_ -> Set.of());
            }
            if (providers.stream().noneMatch(each -> node.equalsIgnoreCase(each.uuid()))) {
                return new Indeterminate<>(
                        "placement has no resource provider " + node + ", which Nova names for the host");
            }
            for (Provider provider : providers) {
                CloudResult<Set<String>> found = allocations(String.valueOf(provider.uuid()), recorder);
                if (!(found instanceof Ok<Set<String>>(Set<String> some))) {
                    return found;
                }
                consumers.addAll(some);
            }
        }
        return new Ok<>(Set.copyOf(consumers));
    }

    private CloudResult<List<Provider>> tree(String node, CallRecorder recorder) {
        return recorder.record(
                _ -> CommandLine.of("openstack", "resource", "provider", "list", "--in-tree", node),
                () -> ask("/resource_providers?in_tree=" + node, TREES, ProviderList.class, ProviderList::checked));
    }

    private CloudResult<Set<String>> allocations(String provider, CallRecorder recorder) {
        CloudResult<Set<String>> answer = recorder.record(
                _ -> CommandLine.of("openstack", "resource", "provider", "show", "--allocations", provider),
                () -> versions.ask(
                        TREES,
                        OLDEST,
                        version -> ask(
                                "/resource_providers/" + provider + "/allocations",
                                version,
                                Allocations.class,
                                Allocations::checked)));
        return answer instanceof Rejected<Set<String>>(int status, String message) && status == NOT_FOUND
                ? new Indeterminate<>("placement lost the resource provider " + provider + " meanwhile: " + message)
                : answer;
    }

    private <T, R> CloudResult<R> ask(String path, String version, Class<T> type, Function<T, R> reading) {
        CloudResult<CloudResult<R>> answer = client.<CloudResult<R>>idempotent("Placement", access -> {
            String address;
            try {
                address = catalog.address(access.services(), SERVICE);
            } catch (AuthenticationFailure none) {
                return new Rejected<>(NOT_FOUND, none.text());
            }
            return new Ok<>(
                    reading.apply(lookup.get(address, access, new GetRequest<>(path, Map.of(), version, type))));
        });
        return answer.then(inner -> inner);
    }
}
