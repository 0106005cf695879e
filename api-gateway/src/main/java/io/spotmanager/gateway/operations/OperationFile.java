package io.spotmanager.gateway.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation as a file.
 *
 * @param exportedAt when it was read
 * @param exportedBy who has read it
 * @param operation with its complete history
 * @param withheld true if what the clouds said is left out because you may not read it: the hashes cannot be computed again from the file then
 * @param proof whether the history is as it was written
 */
record OperationFile(Instant exportedAt, String exportedBy, OperationView operation, boolean withheld, Proof proof) {
    /**
     * Whether the history is as it was written. It covers this operation alone; checkpoints are verified with the whole history.
     *
     * @param entries number of entries of the history
     * @param head the hash of the last one
     * @param intact true if every entry follows the one before, and the operation names the last one
     * @param problem what is not as it was written; null if nothing is
     * @param details the details of each entry as they were hashed; null if they are withheld
     */
    record Proof(
            int entries,
            String head,
            boolean intact,
            @Nullable String problem,
            @Nullable List<String> details) {}
}
