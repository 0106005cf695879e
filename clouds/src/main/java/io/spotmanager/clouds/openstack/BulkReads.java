package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.Flavor;
import io.spotmanager.clouds.compute.Project;
import io.spotmanager.clouds.compute.Server;
import io.spotmanager.clouds.openstack.Lookup.Question;
import io.spotmanager.clouds.wire.CommandLine;
import io.spotmanager.clouds.wire.Journal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists of any length. The journal hears of every page, as each of them is a call. */
record BulkReads(Line line, Lookup lookup, String keystoneUrl) {

    /** The first microversion whose servers carry the flavor's name and extra specs, even of a deleted flavor. */
    private static final String FLAVOR_IN_SERVER = "compute 2.47";

    private static final String EXTRA_SPECS_IN_FLAVOR = "compute 2.61";
    private static final String LARGEST_PAGE = "&limit=1000";

    CloudAnswer<List<Server>> servers(Journal journal) {
        Pages<Server> pages = new Pages<>(
                Server::id,
                query -> journal.tell(
                        _ -> paged("openstack server list --all-projects --long", query), () -> serverPage(query)));
        // One on no host may be shelved; when all those that run are on none, somebody does not let us see.
        return whole(
                pages.from("all_tenants=1" + LARGEST_PAGE),
                servers -> servers.stream().noneMatch(BulkReads::runs)
                        || servers.stream().anyMatch(server -> server.host() != null));
    }

    CloudAnswer<List<Server>> serversOn(String host) {
        Pages<Server> pages = new Pages<>(Server::id, this::serverPage);
        String query = "all_tenants=1&host=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
        return whole(pages.from(query), servers -> servers.stream().allMatch(server -> server.host() != null))
                .map(servers -> servers.stream()
                        // MySQL compares the filter without case, and a policy may make Nova ignore it.
                        .filter(server -> host.equalsIgnoreCase(server.host()))
                        .toList());
    }

    CloudAnswer<List<Flavor>> flavors(Journal journal) {
        Pages<Flavor> pages = new Pages<>(
                Flavor::name,
                query ->
                        journal.tell(_ -> paged("openstack flavor list --all --long", query), () -> flavorPage(query)));
        return pages.from("is_public=None" + LARGEST_PAGE);
    }

    CloudAnswer<List<Project>> projects(Journal journal) {
        var question = new Question<>("/projects", Map.of(), Lookup.BASELINE, ProjectList.class);
        return journal.tell(
                _ -> CommandLine.of("openstack", "project", "list"),
                () -> line.read(
                        access -> lookup.get(keystoneUrl, access, question).checked()));
    }

    private CloudAnswer<Page<Server>> serverPage(String query) {
        var question = new Question<>("/servers/detail?" + query, Map.of(), FLAVOR_IN_SERVER, ServerPage.class);
        return line.read(
                access -> lookup.get(access.computeUrl(), access, question).checked());
    }

    private CloudAnswer<Page<Flavor>> flavorPage(String query) {
        var question = new Question<>("/flavors/detail?" + query, Map.of(), EXTRA_SPECS_IN_FLAVOR, FlavorPage.class);
        return line.read(
                access -> lookup.get(access.computeUrl(), access, question).checked());
    }

    private static CloudAnswer<List<Server>> whole(
            CloudAnswer<List<Server>> answer, Predicate<List<Server>> hostsAreShown) {
        return answer.found().filter(hostsAreShown.negate()).isPresent()
                ? new CloudAnswer.Unclear<>(
                        "a server without its host: the credentials lack the admin role that may see hosts")
                : answer;
    }

    private static boolean runs(Server server) {
        return server.status().equals("ACTIVE");
    }

    /** The command with the page that was asked for. */
    private static String paged(String command, String query) {
        int marker = query.indexOf("marker=");
        return marker < 0
                ? command
                : command + " --marker " + query.substring(marker).replaceAll("marker=([^&]*).*", "$1");
    }
}
