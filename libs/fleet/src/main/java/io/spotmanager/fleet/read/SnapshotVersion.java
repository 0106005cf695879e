package io.spotmanager.fleet.read;

/**
 * Which snapshot there is.
 *
 * @param database another one after a restore, where generations may be counted anew
 * @param moves tells the open moves from any others: a host between two pools is shown by them
 */
public record SnapshotVersion(String database, long generation, long moves) {
    /** Whether what was read of this can stand for that one. */
    public boolean covers(SnapshotVersion other) {
        return database.equals(other.database)
                && (generation > other.generation || (generation == other.generation && moves == other.moves));
    }
}
