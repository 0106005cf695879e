package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.vm.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neutron's JSON list of networks. */
record NetworkList(@JsonProperty("networks") @Nullable List<Entry> networks) {

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("admin_state_up") @Nullable Boolean adminUp,
            @JsonProperty("shared") @Nullable Boolean shared,
            @JsonProperty("project_id") @Nullable String projectId) {

        private Network checked() {
            if (id == null || name == null) {
                throw new WireFailure.Unusable("a network without its id or name");
            }
            return new Network(id, name, status, adminUp, Boolean.TRUE.equals(shared), projectId);
        }
    }

    List<Network> checked() {
        if (networks == null) {
            throw new WireFailure.Unusable("a network list without networks in it");
        }
        return networks.stream().map(Entry::checked).toList();
    }
}
