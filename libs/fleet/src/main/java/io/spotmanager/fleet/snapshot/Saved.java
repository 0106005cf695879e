package io.spotmanager.fleet.snapshot;

import java.util.Set;

/**
 * What came of one write.
 *
 * @param generation as it is now
 * @param rows rows of the fleet that were written; 0 when nothing had changed
 * @param changedHosts of which something is otherwise now
 * @param healthChanged whether a source can be read that could not be before, or the other way round
 */
public record Saved(long generation, int rows, Set<String> changedHosts, boolean healthChanged) {
    /** Whether anybody has to be told. */
    public boolean changed() {
        return rows > 0 || healthChanged;
    }
}
