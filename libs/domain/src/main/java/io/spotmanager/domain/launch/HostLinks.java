package io.spotmanager.domain.launch;

/** Whether a host has NVLink, which decides between two flavors. */
@FunctionalInterface
public interface HostLinks {
    /** True if the host is known to have NVLink; false if it has none or this is unknown. */
    boolean known(String host);
}
