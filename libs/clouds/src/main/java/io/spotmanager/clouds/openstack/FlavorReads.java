package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.Lookup.Question;
import io.spotmanager.clouds.wire.CommandLine;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.call.CloudAnswer.Unclear;
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
record FlavorReads(Line line, Lookup lookup) {

    /** The first microversion that shows extra specs in a flavor. */
    static final String SPECS_IN_FLAVOR = "compute 2.61";

    /** One by one, more would take longer than the list is waited for. */
    private static final int MOST = 100;

    /** Returns the servers with their flavors. Unclear if a flavor can no longer be read. */
    CloudAnswer<List<Server>> named(List<ServerPage.Found> found, Journal journal) {
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
                CloudAnswer<Flavor> answer = byId.size() < MOST ? flavor(id, journal) : tooMany();
                if (!(answer instanceof Ok<Flavor>(Flavor flavor))) {
                    return new Unclear<>(
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
    CloudAnswer<List<Flavor>> withSpecs(List<FlavorPage.Found> found, Journal journal) {
        List<Flavor> flavors = new ArrayList<>(found.size());
        int asked = 0;
        for (FlavorPage.Found each : found) {
            String id = each.idWithoutSpecs();
            if (id == null) {
                flavors.add(each.flavor());
                continue;
            }
            asked++;
            CloudAnswer<Flavor> answer = asked <= MOST ? withSpecs(each.flavor(), id, journal) : tooMany();
            if (!(answer instanceof Ok<Flavor>(Flavor flavor))) {
                return answer.map(_ -> List.of());
            }
            flavors.add(flavor);
        }
        return new Ok<>(flavors);
    }

    private CloudAnswer<Flavor> flavor(String id, Journal journal) {
        return this.<FlavorPage, FlavorPage.Found>ask(
                        "/flavors/" + encoded(id), FlavorPage.class, FlavorPage::one, id, journal)
                .then(found -> found.idWithoutSpecs() == null
                        ? new Ok<>(found.flavor())
                        : withSpecs(found.flavor(), id, journal));
    }

    private CloudAnswer<Flavor> withSpecs(Flavor flavor, String id, Journal journal) {
        return ask(
                "/flavors/" + encoded(id) + "/os-extra_specs",
                FlavorPage.Specs.class,
                specs -> new Flavor(flavor.name(), Field.texts(specs.checked())),
                id,
                journal);
    }

    private <Q, T> CloudAnswer<T> ask(String path, Class<Q> type, Function<Q, T> reader, String id, Journal journal) {
        var question = new Question<>(path, Map.of(), Lookup.BASELINE, type);
        return journal.tell(
                _ -> CommandLine.of("openstack", "flavor", "show", id),
                () -> line.read(access -> reader.apply(lookup.get(access.computeUrl(), access, question))));
    }

    private static <T> CloudAnswer<T> tooMany() {
        return new Unclear<>(
                "more than " + MOST
                        + " flavors that Nova shows without extra specs: use a compute endpoint with microversion 2.61 or later (/v2.1)");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
