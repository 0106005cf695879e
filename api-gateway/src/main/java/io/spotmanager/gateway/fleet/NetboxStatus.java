package io.spotmanager.gateway.fleet;

import io.spotmanager.clouds.fleet.Check;
import io.spotmanager.clouds.netbox.Device;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What NetBox had to say of a host. No worker asks it before it acts: it may be away and is often behind, so a person decides. */
@Component
public class NetboxStatus {
    private final JdbcClient jdbc;

    NetboxStatus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return empty where the host is active, and where NetBox knows nothing of it */
    public Optional<Check> warning(String host) {
        return jdbc.sql("select netbox_status from host where name = ? and netbox_status <> ?")
                .param(host)
                .param(Device.ACTIVE)
                .query(String.class)
                .optional()
                .map(status -> Check.warning(
                        "netbox_status",
                        "NetBox has %s as %s: in whichever pool, it is out of stock until that changes."
                                .formatted(host, status)));
    }
}
