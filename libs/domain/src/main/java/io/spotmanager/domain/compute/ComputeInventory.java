package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A compute cloud that can be read in bulk. The cost of each read grows with the pages of its answer, not with the
 * number of hosts.
 *
 * <p>If a page fails, the whole read fails. As with {@link ComputeCloud}, no method throws for an error of the cloud or
 * the network. The journal gets one call per page.
 */
public interface ComputeInventory extends ComputeCloud {

    /**
     * Returns every server of every tenant, including those on no host. If a cell is unreachable, the answer is unclear or
     * contains servers that are not {@link Server#isKnown known}.
     */
    CloudResult<List<Server>> servers();

    /**
     * Returns every server that was deleted and can still be restored. Nova omits servers of an unreachable cell
     * without an error.
     */
    CloudResult<List<Server>> softDeletedServers();

    /** Returns every migration, including ended ones. Nova omits migrations of an unreachable cell without an error. */
    CloudResult<List<Migration>> migrations();

    /** Checks whether placement can be queried. The returned list is always empty. */
    CloudResult<List<String>> askPlacement();

    /** Returns every flavor, public or not, with its extra specs; deleted flavors are not included. */
    CloudResult<List<Flavor>> flavors();

    /** Returns every project that the credentials may see. */
    CloudResult<List<Project>> projects();

    /**
     * Returns what the last successful reads left out, because it cannot be read and nothing depends on it: a sentence for
     * each list, by its name ({@code aggregates}, {@code services}, {@code flavors}, {@code projects}).
     */
    default Map<String, String> leftOut() {
        return Map.of();
    }

    @Override
    ComputeInventory recordingTo(Consumer<ExternalCall> journal);
}
