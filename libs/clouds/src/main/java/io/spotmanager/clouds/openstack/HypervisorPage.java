package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Nova's hypervisors. The host is that of the service; the hypervisor's own name often differs. */
record HypervisorPage(
        @JsonProperty("hypervisors") @Nullable List<Entry> hypervisors,
        @JsonProperty("hypervisors_links") @Nullable List<Page.Link> links) {

    /** @param uuid the uuid of its resource provider in placement, from microversion 2.53 on */
    record Hypervisor(String uuid, String host) {}

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("service") @Nullable Service service) {

        private Hypervisor checked() {
            if (id == null || service == null || service.host() == null) {
                throw new WireFailure.Unusable("a hypervisor without its id or the host of its service");
            }
            return new Hypervisor(id, service.host());
        }
    }

    record Service(@JsonProperty("host") @Nullable String host) {}

    Page<Hypervisor> checked() {
        if (hypervisors == null) {
            throw new WireFailure.Unusable("a list of hypervisors without hypervisors in it");
        }
        return Page.of(hypervisors.stream().map(Entry::checked).toList(), links);
    }
}
