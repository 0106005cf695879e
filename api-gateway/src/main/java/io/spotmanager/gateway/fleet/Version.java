package io.spotmanager.gateway.fleet;

/**
 * Which snapshot there is.
 *
 * @param database another one after a restore, where generations may be counted anew
 */
record Version(String database, long generation) {
    /** Whether what was read of this can stand for that one. */
    boolean covers(Version other) {
        return database.equals(other.database) && generation >= other.generation;
    }
}
