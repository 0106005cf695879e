package io.spotmanager.domain.pool;

import java.util.Locale;

/** A consequence of a move that the requester can accept. */
public enum Acknowledgement {
    /** The move takes running servers along. */
    VMS,
    /** The host moves between a pool with NVLink and one without. */
    NVLINK,
    /** The host has a left-over allocation, or the check for that failed. */
    ALLOCATIONS;

    /** The value in requests, answers and stored operations, such as {@code vms}; JSON uses it too. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
