package io.spotmanager.clouds.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person may knowingly accept about a move. */
public enum Acknowledgement {
    /** Servers run on the host and go with it. */
    @JsonProperty("vms")
    VMS,
    /** The host leaves a pool with NVLink for one without, or the other way round. */
    @JsonProperty("nvlink")
    NVLINK,
    /** Something holds resources of the host whose server no longer exists, or it could not be checked whether anything does. */
    @JsonProperty("allocations")
    ALLOCATIONS
}
