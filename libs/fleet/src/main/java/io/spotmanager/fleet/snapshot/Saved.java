package io.spotmanager.fleet.snapshot;

import java.util.Set;

/**
 * The result of one write.
 *
 * @param generation the current one
 * @param rows the number of written rows; 0 if nothing had changed
 * @param changedHosts the hosts of which a row differs
 * @param healthChanged true if a source failed or recovered
 */
public record Saved(long generation, int rows, Set<String> changedHosts, boolean healthChanged) {
    /** Returns true if an event has to be published. */
    public boolean changed() {
        return rows > 0 || healthChanged;
    }
}
