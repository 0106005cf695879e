package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.Server;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All servers of one host, page by page, or no answer at all: half a list looks like a host with room.
 *
 * <p>Nova lowers page sizes silently, so only a missing link marks the end. A link's host and scheme are those of whatever
 * stood in front of Nova; its query is all that is used.
 */
final class ServerPages {

    private static final int MOST_PAGES = 500;
    private static final String PATH = "/servers/detail?";

    private final String host;
    private final Function<String, CloudAnswer<ServerPage>> fetch;
    private final List<Server> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** @param fetch answers a path with its query */
    ServerPages(String host, Function<String, CloudAnswer<ServerPage>> fetch) {
        this.host = host;
        this.fetch = fetch;
    }

    CloudAnswer<List<Server>> all() {
        String query = "all_tenants=1&host=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
        while (true) {
            if (!seen.add(query) || seen.size() > MOST_PAGES) {
                return new CloudAnswer.Unclear<>(
                        "the pages of the server list do not end (" + (seen.size() - 1) + " read)");
            }
            CloudAnswer<ServerPage> page = fetch.apply(PATH + query);
            if (!(page instanceof CloudAnswer.Ok<ServerPage>(ServerPage read))) {
                return page.map(_ -> List.of());
            }
            Optional<String> fault = take(read);
            if (fault.isPresent()) {
                return new CloudAnswer.Unclear<>(fault.get());
            }
            Optional<String> next = next(read);
            if (next.isEmpty()) {
                return new CloudAnswer.Ok<>(List.copyOf(found));
            }
            query = next.get();
        }
    }

    private Optional<String> take(ServerPage page) {
        if (page.servers() == null) {
            return Optional.of("a server list without servers in it");
        }
        for (ServerPage.Entry entry : page.servers()) {
            if (entry.host() == null) {
                return Optional.of("a server without its host: the credentials lack the admin role that may see hosts");
            }
            if (entry.id() == null || entry.name() == null || entry.status() == null || entry.tenantId() == null) {
                return Optional.of("a server without its id, name, status or project");
            }
            // MySQL compares the filter without case, and a policy may make Nova ignore it.
            if (entry.host().equalsIgnoreCase(host)) {
                found.add(new Server(
                        entry.id(), entry.name(), entry.status(), entry.host(), entry.tenantId(), flavor(entry)));
            }
        }
        return Optional.empty();
    }

    private static String flavor(ServerPage.Entry entry) {
        return entry.flavor() == null
                ? ""
                : Objects.requireNonNullElse(entry.flavor().originalName(), "");
    }

    private static Optional<String> next(ServerPage page) {
        if (page.links() == null) {
            return Optional.empty();
        }
        return page.links().stream()
                .filter(link -> "next".equals(link.rel()))
                .map(link -> Objects.requireNonNullElse(link.href(), ""))
                .map(href -> Objects.requireNonNullElse(URI.create(href).getRawQuery(), ""))
                .findFirst();
    }
}
