package io.spotmanager.domain.compute;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A migration of a server between two hosts: live or cold, a resize or an evacuation.
 *
 * @param uuid the migration's id as a consumer in placement; null if the cloud does not return it
 * @param serverId the server's id
 * @param type Nova's value, such as {@code resize}; null if the cloud does not return it
 * @param status Nova's value, such as {@code finished}: a resize that waits for its confirmation
 * @param source null until it is chosen, as is the target
 */
public record Migration(
        @Nullable String uuid,
        String serverId,
        @Nullable String type,
        String status,
        @Nullable String source,
        @Nullable String target) {

    /**
     * The statuses in which Nova does nothing more: those that its own list of migrations in progress excludes
     * (nova/db/main/api.py, {@code migration_get_in_progress_by_host_and_node}, release 26). An unknown status counts
     * as in progress.
     */
    private static final Set<String> ENDED =
            Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

    /**
     * In these statuses a server holds both hosts, whatever the status of its migration
     * (nova/compute/resource_tracker.py).
     */
    private static final Set<String> BETWEEN_HOSTS = Set.of("RESIZE", "VERIFY_RESIZE", "REVERT_RESIZE", "MIGRATING");

    /**
     * True if the server may still hold resources of the host, or get them back. Nova's database on MySQL compares names
     * of hosts without case.
     *
     * <p>After an evacuation that is {@code done}, the server is on its target. It also keeps its resources of the
     * source until the source's compute service is back and removes them.
     *
     * @param serverStatus the server's status; null if unknown
     */
    public boolean holds(String host, @Nullable String serverStatus) {
        if (host.equalsIgnoreCase(source) && "evacuation".equals(type) && status.equals("done")) {
            return true;
        }
        boolean open = !ENDED.contains(status)
                || (status.equals("error") && serverStatus != null && BETWEEN_HOSTS.contains(serverStatus));
        return open && (host.equalsIgnoreCase(source) || host.equalsIgnoreCase(target));
    }

    /** False if it holds no resources of any host, whatever the status of its server. */
    public boolean mayHold() {
        return !ENDED.contains(status)
                || status.equals("error")
                || ("evacuation".equals(type) && status.equals("done"));
    }

    /** Returns this migration as a hidden tenant. */
    public HiddenTenant tenant(@Nullable String serverName) {
        return new HiddenTenant(HiddenTenant.Kind.MIGRATION, serverId, serverName, "has " + describe());
    }

    /** Returns a description for a sentence. */
    public String describe() {
        String what = type == null ? "a migration" : "a migration of type " + type;
        return "%s from %s to %s that is not over (status %s%s)"
                .formatted(
                        what,
                        source == null ? "an unknown host" : source,
                        target == null ? "a host not chosen yet" : target,
                        status,
                        status.equals("finished") ? ": it waits to be confirmed or reverted" : "");
    }
}
