package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.http.Refused;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which servers a list shows. */
final class ServerFilter {

    private ServerFilter() {}

    /** @throws Refused if the query is not one that this caller may ask */
    static Predicate<Server> of(NovaCall call, String policy) {
        Predicate<Server> filter = Server::exists;
        boolean everywhere = call.query()
                .get("all_tenants")
                .map(text -> text.isEmpty() || truth(text))
                .orElse(false);
        if (everywhere) {
            call.requireAdmin("servers:" + policy + ":get_all_tenants");
        } else {
            String project = call.token().project().id();
            filter = filter.and(server -> server.project().id().equals(project));
        }
        if (call.token().admin()) {
            filter = filter.and(adminOnly(call));
        }
        return filter.and(forEveryone(call));
    }

    /** A member may send these, too, but is not listened to. */
    private static Predicate<Server> adminOnly(NovaCall call) {
        Predicate<Server> filter = server -> true;
        String host = call.query().get("host").orElse(null);
        if (host != null) {
            filter = filter.and(server -> host.equalsIgnoreCase(server.host()));
        }
        String project = call.query()
                .get("project_id")
                .or(() -> call.query().get("tenant_id"))
                .orElse(null);
        return project == null
                ? filter
                : filter.and(server -> server.project().id().equals(project));
    }

    private static Predicate<Server> forEveryone(NovaCall call) {
        Predicate<Server> filter = server -> true;
        String status = call.query().get("status").orElse(null);
        if (status != null) {
            filter = filter.and(server -> server.state().name().equalsIgnoreCase(status));
        }
        String flavor = call.query().get("flavor").orElse(null);
        if (flavor != null) {
            filter = filter.and(server -> server.flavor().id().equals(flavor));
        }
        String name = call.query().get("name").orElse(null);
        if (name != null) {
            Pattern pattern = pattern(name);
            filter = filter.and(server -> pattern.matcher(server.name()).find());
        }
        return filter;
    }

    private static boolean truth(String text) {
        return BooleanText.parse(text)
                .orElseThrow(() -> new Refused(NovaErrors.badRequest("Invalid value '" + text + "' for all_tenants")));
    }

    private static Pattern pattern(String name) {
        try {
            return Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new Refused(NovaErrors.badRequest("Invalid regular expression in name: " + name));
        }
    }
}
