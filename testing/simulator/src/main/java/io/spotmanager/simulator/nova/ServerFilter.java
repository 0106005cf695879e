package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Selects the servers of a list. */
final class ServerFilter {

    private ServerFilter() {}

    /** @throws Refused if the caller may not send this query */
    static Predicate<Server> of(NovaCall call, String policy) {
        List<Predicate<Server>> conditions = new ArrayList<>();
        if (call.token().admin()) {
            addForAdmins(call, conditions);
        }
        boolean softDeleted = call.token().admin()
                && call.query().get("soft_deleted").map(ServerFilter::isTrue).orElse(false);
        conditions.add(server -> softDeleted || server.state() != ServerState.SOFT_DELETED);
        conditions.add(Server::exists);
        boolean everywhere = call.query()
                .get("all_tenants")
                .map(text -> text.isEmpty() || isTrue(text))
                .orElse(false);
        if (everywhere) {
            call.requireAdmin("servers:" + policy + ":get_all_tenants");
        } else {
            String project = call.token().project().id();
            conditions.add(server -> server.project().id().equals(project));
        }
        addForEveryone(call, conditions);
        return server -> all(conditions, server);
    }

    /** Checks in order and stops at the first mismatch: a chain of {@code and} would evaluate all of it each time. */
    private static boolean all(List<Predicate<Server>> conditions, Server server) {
        for (Predicate<Server> condition : conditions) {
            if (!condition.test(server)) {
                return false;
            }
        }
        return true;
    }

    /** Ignored if a member sends them. */
    private static void addForAdmins(NovaCall call, List<Predicate<Server>> conditions) {
        String host = call.query().get("host").orElse(null);
        if (host != null) {
            conditions.add(server -> host.equalsIgnoreCase(server.host()));
        }
        String project = call.query()
                .get("project_id")
                .or(() -> call.query().get("tenant_id"))
                .orElse(null);
        if (project != null) {
            conditions.add(server -> server.project().id().equals(project));
        }
    }

    private static void addForEveryone(NovaCall call, List<Predicate<Server>> conditions) {
        String status = call.query().get("status").orElse(null);
        if (status != null) {
            conditions.add(server -> server.state().name().equalsIgnoreCase(status));
        }
        String flavor = call.query().get("flavor").orElse(null);
        if (flavor != null) {
            conditions.add(server -> server.flavor().id().equals(flavor));
        }
        String name = call.query().get("name").orElse(null);
        if (name != null) {
            Pattern pattern = pattern(name);
            conditions.add(server -> pattern.matcher(server.name()).find());
        }
    }

    private static boolean isTrue(String text) {
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
