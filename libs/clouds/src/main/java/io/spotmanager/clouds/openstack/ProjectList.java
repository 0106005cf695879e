package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.compute.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keystone's JSON list of projects; Keystone does not page it. A project without its id or name is left out. */
record ProjectList(
        @JsonProperty("projects") @JsonDeserialize(contentUsing = Entry.Reader.class) @Nullable
        List<@Nullable Entry> projects) {

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name) {

        static final class Reader extends RowReader<Entry> {
            Reader() {
                super(Entry.class);
            }
        }

        private Project checked() {
            String itsId = Field.text(id);
            String itsName = Field.text(name);
            if (itsId == null || itsName == null) {
                throw new Rows.Unreadable("without its id or name (id " + Rows.label(itsId) + ")");
            }
            return new Project(itsId, itsName);
        }
    }

    Rows<Project> checked() {
        return Rows.of(projects, "a project", Entry::checked);
    }
}
