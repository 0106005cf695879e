package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.vm.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of Neutron's JSON list of networks; Neutron pages by its own pagination_max_limit. Networks are asked for by
 * name or id, and one of a name has to be the only one. So a network that cannot be read makes the answer unusable.
 */
record NetworkList(
        @JsonProperty("networks") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> networks,

        @JsonProperty("networks_links") @Nullable JsonNode links) {

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("admin_state_up") @Nullable JsonNode adminUp,
            @JsonProperty("shared") @Nullable JsonNode shared,
            @JsonProperty("project_id") @Nullable JsonNode projectId) {

        private Network checked() {
            String itsId = Field.text(id);
            String itsName = Field.text(name);
            if (itsId == null || itsName == null) {
                throw new Rows.Unreadable("without its id or name (id " + Rows.label(itsId) + ")");
            }
            return new Network(
                    itsId,
                    itsName,
                    Field.text(status),
                    adminUp != null && adminUp.isBoolean() ? adminUp.booleanValue() : null,
                    shared != null && shared.asBoolean(false),
                    Field.text(projectId));
        }
    }

    Page<Network> checked() {
        return Page.of(Rows.all(networks, "a network", Entry::checked), links);
    }
}
