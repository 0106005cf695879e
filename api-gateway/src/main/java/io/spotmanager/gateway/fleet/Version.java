package io.spotmanager.gateway.fleet;

/**
 * Which snapshot there is.
 *
 * @param database another one after a restore, where generations may be counted anew
 * @param moves tells the open moves from any others: a host between two pools is shown by them
 */
record Version(String database, long generation, long moves) {
    /** Whether what was read of this can stand for that one. */
    boolean covers(Version other) {
        return database.equals(other.database)
                && (generation > other.generation || (generation == other.generation && moves == other.moves));
    }
}
