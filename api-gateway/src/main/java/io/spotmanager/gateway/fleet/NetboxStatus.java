package io.spotmanager.gateway.fleet;

import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.fleet.read.HostRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What NetBox had to say of a host. No worker asks it before it acts: it may be away and is often behind, so a person decides. */
@Component
public class NetboxStatus {
    private final HostRepository hosts;

    NetboxStatus(HostRepository hosts) {
        this.hosts = hosts;
    }

    /** @return empty where the host is active, and where NetBox knows nothing of it */
    public Optional<Check> warning(String host) {
        return hosts.netboxStatus(host)
                .filter(status -> !status.equals(Device.ACTIVE))
                .map(status -> Check.warning(
                        "netbox_status",
                        "NetBox has %s as %s: in whichever pool, it is out of stock until that changes."
                                .formatted(host, status)));
    }
}
