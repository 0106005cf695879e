package io.spotmanager.clouds.plan;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of NVLinks in hosts, which decides between two flavors. */
@FunctionalInterface
public interface HostLinks {
    /** Whether the host is known to have NVLinks; false where nobody knows. */
    boolean known(String host);

    /** As the inventory worker last saw it. */
    static HostLinks ofSnapshot(JdbcClient database) {
        return host -> database.sql("select nvlinks from host where name = ? and nvlinks is not null")
                .param(host)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
