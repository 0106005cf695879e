package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of Nova's hypervisors. The host is that of the service; the hypervisor's own name often differs. A
 * hypervisor without a readable id or host is left out: then its host has no compute node that is known.
 */
record HypervisorPage(
        @JsonProperty("hypervisors") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> hypervisors,

        @JsonProperty("hypervisors_links") @Nullable JsonNode links) {

    private static final String IRONIC = "ironic";

    /**
     * @param uuid the uuid of its resource provider in placement, from microversion 2.53 on
     * @param alone true if its service can have no other: only Ironic's services have several
     */
    record Hypervisor(String uuid, String host, boolean alone) {}

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("hypervisor_type") @Nullable JsonNode type,
            @JsonProperty("service") @Nullable JsonNode service) {

        private Hypervisor checked() {
            String uuid = Field.text(id);
            String host = service == null ? null : Field.text(service.get("host"));
            if (uuid == null || host == null) {
                throw new Rows.Unreadable("without its id or the host of its service");
            }
            String itsType = Field.text(type);
            return new Hypervisor(uuid, host, itsType != null && !itsType.equalsIgnoreCase(IRONIC));
        }
    }

    Page<Hypervisor> checked() {
        return Page.of(Rows.of(hypervisors, "a hypervisor", Entry::checked), links);
    }
}
