package io.spotmanager.domain.compute;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server's way from one host to another: a live or cold migration, a resize, an evacuation.
 *
 * @param uuid by which placement knows it as a consumer; null from a cloud that does not tell it
 * @param serverId the server's id
 * @param type the cloud's word, such as {@code resize}; null from a cloud that does not tell it
 * @param status the cloud's word, such as {@code finished}, which means that a resize waits for its confirmation
 * @param source null while none is chosen; so is the target
 */
public record Migration(
        @Nullable String uuid,
        String serverId,
        @Nullable String type,
        String status,
        @Nullable String source,
        @Nullable String target) {

    /**
     * The words after which Nova does nothing more, as its own lists of migrations in progress leave them out (nova/db/main/api.py,
     * {@code migration_get_in_progress_by_host_and_node}, release 26). A word that is not known counts as in progress.
     */
    private static final Set<String> ENDED =
            Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

    /** In these a server still has both hosts, whatever its migration says (nova/compute/resource_tracker.py). */
    private static final Set<String> BETWEEN_HOSTS = Set.of("RESIZE", "VERIFY_RESIZE", "REVERT_RESIZE", "MIGRATING");

    /**
     * Whether the server may still have, or get back, resources of that host.
     *
     * <p>An evacuation that is {@code done} has the server on its target, and keeps its resources of the source until the source's
     * compute service is back and clears them away.
     *
     * @param serverStatus the server's status; null when it is not known
     */
    public boolean holds(String host, @Nullable String serverStatus) {
        if (host.equals(source) && "evacuation".equals(type) && status.equals("done")) {
            return true;
        }
        boolean open = !ENDED.contains(status)
                || (status.equals("error") && serverStatus != null && BETWEEN_HOSTS.contains(serverStatus));
        return open && (host.equals(source) || host.equals(target));
    }

    /** False for one that has nothing of any host, whatever the status of its server is. */
    public boolean mayHold() {
        return !ENDED.contains(status)
                || status.equals("error")
                || ("evacuation".equals(type) && status.equals("done"));
    }

    /** The tenant that this is of a host. */
    public HiddenTenant tenant(@Nullable String serverName) {
        return new HiddenTenant(HiddenTenant.Kind.MIGRATION, serverId, serverName, "has " + describe());
    }

    /** For a sentence. */
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
