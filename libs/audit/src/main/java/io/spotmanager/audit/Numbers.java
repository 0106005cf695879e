package io.spotmanager.audit;

/**
 * Some checkpoints, for a finding.
 *
 * @param first the lowest number
 * @param last the highest number
 */
record Numbers(long count, long first, long last) {
    static Numbers of(long n) {
        return new Numbers(1, n, n);
    }

    Numbers and(long n) {
        return new Numbers(count + 1, first, n);
    }

    /** Returns the beginning of a sentence, up to its verb. */
    String were() {
        return count == 1
                ? "checkpoint %d was".formatted(first)
                : "%d checkpoints, from %d to %d, were".formatted(count, first, last);
    }
}
