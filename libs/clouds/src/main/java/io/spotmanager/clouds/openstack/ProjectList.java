package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keystone's JSON list of projects; Keystone does not page it. */
record ProjectList(@JsonProperty("projects") @Nullable List<Entry> projects) {

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name) {

        private Project checked() {
            if (id == null || name == null) {
                throw new WireFailure.Unusable("a project without its id or name");
            }
            return new Project(id, name);
        }
    }

    List<Project> checked() {
        if (projects == null) {
            throw new WireFailure.Unusable("a project list without projects in it");
        }
        return projects.stream().map(Entry::checked).toList();
    }
}
