package io.spotmanager.gateway.reconciliation;

import io.spotmanager.gateway.freeze.FreezeState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the clouds and the history differ.
 *
 * @param readAt when the reading of the clouds began; no snapshot is used
 * @param freeze what counts now
 * @param totals how many there are of each kind; the lists have at most 1,000 each
 * @param missing operations whose history was seen to go further than it does in this database; not those of a hold that was lifted
 * @param open operations that have not ended, and what would happen if they went on
 * @param hosts hosts that are not where the last operation that ended left them
 * @param vms VMs at Hyperstack of a launch that the history does not know, or that ended without one
 * @param unread what could not be read, and why; nothing is known of it
 * @param notSetUp what is not set up here, and so was not read
 */
record Reconciliation(
        Instant readAt,
        FreezeState freeze,
        Totals totals,
        List<MissingHistory> missing,
        List<OpenOperation> open,
        List<MisplacedHost> hosts,
        List<StrayVm> vms,
        List<String> unread,
        List<String> notSetUp) {
    /**
     * How many differences there are, also of those that the lists leave out.
     *
     * @param missing histories that were seen to go further
     * @param open open operations
     * @param hosts hosts that are elsewhere
     * @param vms VMs without their launch
     */
    record Totals(long missing, long open, long hosts, long vms) {}

    /** What a person can ask for. */
    enum Choice {
        /** Take what the cloud shows: it goes on record, and the history expects nothing else any more. */
        ADOPT,
        /** Move the host to where the history left it. */
        REPAIR
    }

    /**
     * @param state in which it was seen
     * @param seq how many history entries it had then
     * @param foundSeq how many it has here; null if this database does not know the operation
     * @param pools in which Nova shows the host now; empty if it is in none, or the operation is not about a host
     * @param noticedBy the part that noticed it
     * @param noticedAt when it did
     */
    record MissingHistory(
            UUID operation,
            String kind,
            String host,
            String state,
            int seq,
            @Nullable Integer foundSeq,
            List<String> pools,
            String noticedBy,
            Instant noticedAt) {}

    /**
     * @param pools in which Nova shows the host now
     * @param step the step that comes next; null if it waits for a person
     * @param next what would happen if it went on, in one or two sentences
     * @param actions what an operator can ask for, also while the service is held
     */
    record OpenOperation(
            UUID operation,
            String kind,
            String host,
            String state,
            String requestedBy,
            Instant createdAt,
            List<String> pools,
            @Nullable String step,
            String next,
            List<String> actions) {}

    /**
     * @param operation that left it there
     * @param expected the pool where it left the host
     * @param pools in which Nova shows it
     * @param choices what can be asked for: a host in several pools can only be adopted
     */
    record MisplacedHost(
            String host, UUID operation, Instant endedAt, String expected, List<String> pools, List<Choice> choices) {}

    /**
     * @param operation the launch whose label it has
     * @param state in which that launch ended; null if this database does not know it
     */
    record StrayVm(
            long id, String name, UUID operation, @Nullable String state) {}
}
