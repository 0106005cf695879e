package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;

/**
 * A compute cloud that can be read in bulk: what each of these costs grows with the pages of its answer, never with the
 * number of hosts.
 *
 * <p>A read that fails in the middle is no list. As with {@link ComputeCloud}, no method throws for anything the cloud or the
 * network does. The journal hears of every page.
 */
public interface ComputeInventory extends ComputeCloud {

    /** Every server of every tenant, those on no host included, and those in a cell that cannot be reached. */
    CloudAnswer<List<Server>> servers();

    /** Every server that was deleted and can still be restored. A cell that cannot be reached is left out without a word. */
    CloudAnswer<List<Server>> softDeletedServers();

    /** Every migration, the ended ones included. A cell that cannot be reached is left out without a word. */
    CloudAnswer<List<Migration>> migrations();

    /** Whether placement may be asked; the list is empty and means nothing. */
    CloudAnswer<List<String>> askPlacement();

    /** Every flavor, public or not, with its extra specs; a deleted one is never shown. */
    CloudAnswer<List<Flavor>> flavors();

    /** Every tenant that the credentials may see. */
    CloudAnswer<List<Project>> projects();

    @Override
    ComputeInventory journalling(Consumer<ExternalCall> journal);
}
