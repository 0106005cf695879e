package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.compute.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nova's JSON list of aggregates. A move reads it four times, so only the needed fields are parsed.
 *
 * <p>An aggregate without a readable id, name or list of hosts is left out: no move can name it. A host or metadata that
 * cannot be read is left out of its aggregate. What may hide a host is unclear to all who decide about that host.
 */
record AggregateList(
        @JsonProperty("aggregates") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> aggregates) {

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("hosts") @Nullable JsonNode hosts,
            @JsonProperty("availability_zone") @Nullable JsonNode availabilityZone,
            @JsonProperty("metadata") @Nullable JsonNode metadata) {

        private Aggregate checked() {
            Long itsId = Field.number(id);
            String itsName = Field.text(name);
            if (itsId == null || itsName == null || hosts == null || !hosts.isArray()) {
                throw new Rows.Unreadable("without its id, name or hosts (" + Rows.label(itsName) + ")");
            }
            return new Aggregate(itsId, itsName, hostNames(), Field.text(availabilityZone), Field.texts(metadata));
        }

        private List<String> hostNames() {
            List<String> names = new ArrayList<>();
            for (JsonNode host : hosts == null ? List.<JsonNode>of() : hosts) {
                String text = Field.text(host);
                if (text != null) {
                    names.add(text);
                }
            }
            return names;
        }

        private boolean hasUnreadableHosts() {
            return hosts != null && hosts.isArray() && hostNames().size() < hosts.size();
        }

        private boolean isReadable() {
            return Field.number(id) != null
                    && Field.text(name) != null
                    && hosts != null
                    && hosts.isArray()
                    && !hasUnreadableHosts();
        }

        private boolean mayHold(String host) {
            return hosts == null
                    || !hosts.isArray()
                    || hasUnreadableHosts()
                    || hostNames().contains(host);
        }
    }

    /** @param odd what could not be read, in part or at all */
    record Read(Rows<Aggregate> rows, List<@Nullable Entry> odd) {
        /** True if the host may be in an aggregate of which that could not be read. */
        boolean mayHide(String host) {
            return odd.stream().anyMatch(each -> each == null || each.mayHold(host));
        }
    }

    Read checked() {
        Rows<Aggregate> rows = Rows.of(aggregates, "an aggregate", Entry::checked);
        List<String> leftOut = new ArrayList<>(rows.leftOut());
        List<@Nullable Entry> all = Objects.requireNonNullElse(aggregates, List.of());
        all.forEach(row -> {
            if (row != null && row.hasUnreadableHosts()) {
                leftOut.add("a host without a name in the aggregate " + Rows.label(Field.text(row.name())));
            }
        });
        List<@Nullable Entry> odd = new ArrayList<>(all);
        odd.removeIf(row -> row != null && row.isReadable());
        return new Read(new Rows<>(rows.items(), leftOut, rows.size()), odd);
    }
}
