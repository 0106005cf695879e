package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.compute.Migration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of Nova's list of migrations. It has links from microversion 2.59 on; before, the list is not paged.
 *
 * <p>A migration that has ended holds no host, so nothing depends on its other fields. One that has not ended and whose
 * server or hosts cannot be read makes the answer unusable: it may hold any host.
 */
record MigrationPage(
        @JsonProperty("migrations") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> migrations,

        @JsonProperty("migrations_links") @Nullable JsonNode links) {

    record Entry(
            @JsonProperty("uuid") @Nullable JsonNode uuid,
            @JsonProperty("instance_uuid") @Nullable JsonNode serverId,
            @JsonProperty("migration_type") @Nullable JsonNode type,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("source_compute") @Nullable JsonNode source,
            @JsonProperty("dest_compute") @Nullable JsonNode target) {

        private @Nullable Migration checked() {
            String server = Field.text(serverId);
            String itsStatus = Field.text(status);
            Migration migration = new Migration(
                    Field.text(uuid),
                    server == null ? "" : server,
                    Field.text(type),
                    itsStatus == null ? "unknown" : itsStatus,
                    Field.text(source),
                    Field.text(target));
            if (!migration.mayHold()) {
                return null;
            }
            if (server == null) {
                throw new Rows.Unreadable("that is not over (status %s) and whose server cannot be read"
                        .formatted(Rows.label(migration.status())));
            }
            if (isUnreadable(source, migration.source()) || isUnreadable(target, migration.target())) {
                throw new Rows.Unreadable(
                        "that is not over and whose hosts cannot be read (server " + Rows.label(server) + ")");
            }
            return migration;
        }

        private static boolean isUnreadable(@Nullable JsonNode field, @Nullable String text) {
            return text == null && !Field.isAbsent(field);
        }
    }

    /** Returns the migrations that may hold a host. */
    Page<Migration> checked() {
        return Page.of(Rows.all(migrations, "a migration", Entry::checked), links);
    }
}
