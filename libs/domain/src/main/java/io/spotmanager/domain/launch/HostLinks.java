package io.spotmanager.domain.launch;

/** What is known of NVLinks in hosts, which decides between two flavors. */
@FunctionalInterface
public interface HostLinks {
    /** Whether the host is known to have NVLinks; false where nobody knows. */
    boolean known(String host);
}
