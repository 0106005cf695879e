package io.spotmanager.domain.pool;

import java.util.Locale;

/** A consequence of a move that its requester may accept. */
public enum Acknowledgement {
    /** Servers run on the host and go with it. */
    VMS,
    /** The host leaves a pool with NVLink for one without, or the other way round. */
    NVLINK,
    /** Something holds resources of the host whose server no longer exists, or the check for that failed. */
    ALLOCATIONS;

    /** The word in requests, answers and stored operations, such as {@code vms}; JSON is written and read with it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
