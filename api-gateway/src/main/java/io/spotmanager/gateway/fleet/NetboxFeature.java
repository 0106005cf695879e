package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.feature.ChangingFeature;
import io.spotmanager.gateway.feature.Feature;
import org.springframework.stereotype.Component;

/** Whether NetBox is configured, as the inventory worker said that reads it. */
@Component
class NetboxFeature implements ChangingFeature {
    private static final String NAME = "netbox";

    private final SnapshotStatusRepository snapshot;

    NetboxFeature(SnapshotStatusRepository snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Feature now() {
        var isOff = snapshot.read().sources().stream()
                .anyMatch(source -> source.name().equals(NAME) && source.state().equals("OFF"));
        return isOff ? Feature.off(NAME, "no NetBox address: set NETBOX_URL") : Feature.on(NAME);
    }
}
