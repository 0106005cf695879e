package io.spotmanager.audit;

/**
 * How much a portion of a verification reads at most: it ends with whichever comes first, and never within an operation or a checkpoint.
 *
 * @param operations in a portion of the history
 * @param entries after which a portion of the history ends with the operation that has the next one
 * @param heads of all checkpoints of a portion
 * @param keys idempotency keys
 */
record PortionSize(int operations, int entries, int checkpoints, int heads, int keys) {
    /** A portion takes well below a second. */
    static final PortionSize USUAL = new PortionSize(2_000, 20_000, 200, 20_000, 5_000);
}
