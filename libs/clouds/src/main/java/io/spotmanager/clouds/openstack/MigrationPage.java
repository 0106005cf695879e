package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.Migration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Nova's list of migrations. It has links from microversion 2.59 on; before, the list is not paged. */
record MigrationPage(
        @JsonProperty("migrations") @Nullable List<Entry> migrations,
        @JsonProperty("migrations_links") @Nullable List<Page.Link> links) {

    record Entry(
            @JsonProperty("id") @Nullable Long id,
            @JsonProperty("uuid") @Nullable String uuid,
            @JsonProperty("instance_uuid") @Nullable String serverId,
            @JsonProperty("migration_type") @Nullable String type,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("source_compute") @Nullable String source,
            @JsonProperty("dest_compute") @Nullable String target) {

        private Migration checked() {
            if (serverId == null) {
                throw new WireFailure.Unusable("a migration without its server");
            }
            return new Migration(uuid, serverId, type, status == null ? "unknown" : status, source, target);
        }
    }

    Page<Migration> checked() {
        if (migrations == null) {
            throw new WireFailure.Unusable("a list of migrations without migrations in it");
        }
        return Page.of(migrations.stream().map(Entry::checked).toList(), links);
    }
}
