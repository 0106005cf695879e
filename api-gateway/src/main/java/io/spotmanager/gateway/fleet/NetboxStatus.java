package io.spotmanager.gateway.fleet;

import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.fleet.read.HostRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The NetBox status of a host, as a warning only: NetBox may be unavailable or outdated, so no worker depends on it. */
@Component
public class NetboxStatus {
    private final HostRepository hosts;

    NetboxStatus(HostRepository hosts) {
        this.hosts = hosts;
    }

    /** @return empty if the host is active or not in NetBox */
    public Optional<Check> warning(String host) {
        return hosts.netboxStatus(host).flatMap(status -> warning(host, status));
    }

    /** @return empty if that status is of an active host */
    public static Optional<Check> warning(String host, String status) {
        return Optional.of(status)
                .filter(each -> !each.equals(Device.ACTIVE))
                .map(each -> Check.warning(
                        "netbox_status",
                        "NetBox has %s as %s: the host is out of stock in any pool until that changes."
                                .formatted(host, each)));
    }
}
