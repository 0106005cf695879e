package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of Neutron's JSON list of ports. Whoever asks for the ports of a server wants to know that there are none, so a row that
 * cannot be read makes the answer unusable.
 */
record PortList(
        @JsonProperty("ports") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> ports,

        @JsonProperty("ports_links") @Nullable JsonNode links) {

    record Port(String id, String server) {}

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("device_id") @Nullable JsonNode server) {

        private Port checked() {
            String itsId = Field.text(id);
            String itsServer = Field.text(server);
            if (itsId == null || itsServer == null) {
                throw new Rows.Unreadable("without its id or device (id " + Rows.label(itsId) + ")");
            }
            return new Port(itsId, itsServer);
        }
    }

    Page<Port> checked() {
        return Page.of(Rows.all(ports, "a port", Entry::checked), links);
    }
}
