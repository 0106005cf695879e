package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads single flavors, for a Nova whose lists do not contain what a flavor's GPUs are counted from. An endpoint without
 * microversions ({@code /v2}) shows a server's flavor as id and links, and flavors without their extra specs (recorded on
 * release 26). A flavor that is not read would count no GPU, so its host would look free.
 */
record FlavorReads(KeystoneAuthenticatedClient client, Lookup lookup) {

    /** The first microversion that shows extra specs in a flavor. */
    static final String SPECS_IN_FLAVOR = "compute 2.61";

    /** One by one, more would take longer than the list is waited for. */
    private static final int MOST = 100;

    /** Returns the servers with their flavors. Indeterminate if a flavor can no longer be read. */
    CloudResult<List<Server>> named(List<ServerPage.Found> found, CallRecorder recorder) {
        Map<String, Flavor> byId = new HashMap<>();
        List<Server> servers = new ArrayList<>(found.size());
        for (ServerPage.Found each : found) {
            String id = each.flavorId();
            if (id == null) {
                servers.add(each.server());
                continue;
            }
            Flavor known = byId.get(id);
            if (known == null) {
                CloudResult<Flavor> answer = byId.size() < MOST ? flavor(id, recorder) : tooMany();
                if (!(answer instanceof Ok<Flavor>(Flavor flavor))) {
                    return new Indeterminate<>(
                            "the flavor %s of server %s cannot be read (%s), so its GPUs are not known: use a compute endpoint with microversion 2.47 or later (/v2.1)"
                                    .formatted(id, each.server().id(), answer.readProblem()),
                            answer.askedToWaitUntil().orElse(null));
                }
                known = flavor;
                byId.put(id, known);
            }
            Server server = each.server();
            servers.add(new Server(
                    server.id(),
                    server.name(),
                    server.status(),
                    server.host(),
                    server.projectId(),
                    known,
                    server.created()));
        }
        return new Ok<>(servers);
    }

    /** Returns the flavors with their extra specs. */
    CloudResult<List<Flavor>> withSpecs(List<FlavorPage.Found> found, CallRecorder recorder) {
        List<Flavor> flavors = new ArrayList<>(found.size());
        int asked = 0;
        for (FlavorPage.Found each : found) {
            String id = each.idWithoutSpecs();
            if (id == null) {
                flavors.add(each.flavor());
                continue;
            }
            asked++;
            CloudResult<Flavor> answer = asked <= MOST ? withSpecs(each.flavor(), id, recorder) : tooMany();
            if (!(answer instanceof Ok<Flavor>(Flavor flavor))) {
                return answer.map(_ -> List.of());
            }
            flavors.add(flavor);
        }
        return new Ok<>(flavors);
    }

    private CloudResult<Flavor> flavor(String id, CallRecorder recorder) {
        return this.<FlavorPage, FlavorPage.Found>ask(
                        "/flavors/" + encoded(id), FlavorPage.class, FlavorPage::one, id, recorder)
                .then(found -> found.idWithoutSpecs() == null
                        ? new Ok<>(found.flavor())
                        : withSpecs(found.flavor(), id, recorder));
    }

    private CloudResult<Flavor> withSpecs(Flavor flavor, String id, CallRecorder recorder) {
        return ask(
                "/flavors/" + encoded(id) + "/os-extra_specs",
                FlavorPage.Specs.class,
                specs -> new Flavor(flavor.name(), Field.texts(specs.checked())),
                id,
                recorder);
    }

    private <Q, T> CloudResult<T> ask(
            String path, Class<Q> type, Function<Q, T> reader, String id, CallRecorder recorder) {
        var request = new GetRequest<>(path, Map.of(), Lookup.BASELINE, type);
        return recorder.record(
                _ -> CommandLine.of("openstack", "flavor", "show", id),
                () -> client.idempotent(access -> reader.apply(lookup.get(access.computeUrl(), access, request))));
    }

    private static <T> CloudResult<T> tooMany() {
        return new Indeterminate<>(
                "more than " + MOST
                        + " flavors that Nova shows without extra specs: use a compute endpoint with microversion 2.61 or later (/v2.1)");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
