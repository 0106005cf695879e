package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;

/**
 * A compute cloud that can be read in bulk. The cost of each read grows with the pages of its answer, not with the
 * number of hosts.
 *
 * <p>If a page fails, the whole read fails. As with {@link ComputeCloud}, no method throws for an error of the cloud or
 * the network. The journal gets one call per page.
 */
public interface ComputeInventory extends ComputeCloud {

    /** Returns every server of every tenant, including those on no host and those in an unreachable cell. */
    CloudAnswer<List<Server>> servers();

    /**
     * Returns every server that was deleted and can still be restored. Nova omits servers of an unreachable cell
     * without an error.
     */
    CloudAnswer<List<Server>> softDeletedServers();

    /** Returns every migration, including ended ones. Nova omits migrations of an unreachable cell without an error. */
    CloudAnswer<List<Migration>> migrations();

    /** Checks whether placement can be queried. The returned list is always empty. */
    CloudAnswer<List<String>> askPlacement();

    /** Returns every flavor, public or not, with its extra specs; deleted flavors are not included. */
    CloudAnswer<List<Flavor>> flavors();

    /** Returns every project that the credentials may see. */
    CloudAnswer<List<Project>> projects();

    @Override
    ComputeInventory journalling(Consumer<ExternalCall> journal);
}
