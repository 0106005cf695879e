package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.compute.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of Keystone's JSON list of projects. A project without its id or name is left out. Keystone may cut the list
 * at its own list_limit, which it then tells without a link to the rest: projects only name tenants, so what came
 * counts, and the rest is told.
 */
record ProjectList(
        @JsonProperty("projects") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> projects,

        @JsonProperty("truncated") @Nullable JsonNode truncated,
        @JsonProperty("links") @Nullable JsonNode links) {

    static final String CUT = "Keystone cut the list of projects at its list_limit, so some have no name here";

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name) {

        private Project checked() {
            String itsId = Field.text(id);
            String itsName = Field.text(name);
            if (itsId == null || itsName == null) {
                throw new Rows.Unreadable("without its id or name (id " + Rows.label(itsId) + ")");
            }
            return new Project(itsId, itsName);
        }
    }

    Page<Project> checked() {
        Rows<Project> rows = Rows.of(projects, "a project", Entry::checked);
        String next = links == null ? null : Field.text(links.get("next"));
        boolean cut = next == null && truncated != null && truncated.asBoolean(false);
        return new Page<>(
                rows.items(),
                cut ? Stream.concat(rows.leftOut().stream(), Stream.of(CUT)).toList() : rows.leftOut(),
                rows.size(),
                next == null ? Optional.empty() : Optional.of(Page.marker(next)));
    }
}
