package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ListBound;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of Nova's JSON list of servers, or one server. Any field may be missing.
 *
 * <p>Each server may use a host, so none is left out: a server whose id or host cannot be read makes the answer
 * unusable. A name, a project or a time that cannot be read does not.
 */
record ServerPage(
        @JsonProperty("servers") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> servers,

        @JsonProperty("server") @JsonDeserialize(using = RowReader.class) @Nullable
        Entry server,

        @JsonProperty("servers_links") @Nullable JsonNode links) {

    /** The status of a server in an unreachable cell; such a server has no name. */
    private static final String UNKNOWN = "UNKNOWN";

    static final String ACTIVE = "ACTIVE";

    /** What a server without a readable status gets: it counts as being on its host. */
    private static final String UNREADABLE = "UNREADABLE";

    /**
     * A server as it was read.
     *
     * @param flavorId the id of its flavor if that is all that the answer says of it: before microversion 2.47
     * @param hidesHost true if the answer has no field for its host, which is null for a server on none: a policy hides the hosts
     * @param ownLetters those of the server's text that no other one of the same list shares
     */
    record Found(Server server, @Nullable String flavorId, boolean hidesHost, int ownLetters)
            implements ListBound.Sharing {}

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("tenant_id") @Nullable JsonNode tenantId,
            @JsonProperty("OS-EXT-SRV-ATTR:host") @Nullable JsonNode host,
            @JsonProperty("flavor") @Nullable JsonNode flavor,
            @JsonProperty("created") @Nullable JsonNode created) {

        private Found checked() {
            String itsId = Field.text(id);
            if (itsId == null || itsId.isEmpty()) {
                throw new Rows.Unreadable("without its id");
            }
            String itsHost = Field.text(host);
            if (itsHost == null && !Field.isAbsent(host)) {
                throw new Rows.Unreadable("whose host cannot be read (id " + Rows.label(itsId) + ")");
            }
            String itsStatus = Field.text(status);
            Server server = new Server(
                    itsId,
                    Field.textOrEmpty(name),
                    itsStatus == null || itsStatus.isEmpty() ? UNREADABLE : itsStatus,
                    itsHost == null || itsHost.isEmpty() ? null : itsHost,
                    Field.textOrEmpty(tenantId),
                    checkedFlavor(),
                    Field.time(created));
            return new Found(
                    server,
                    flavorId(server),
                    !server.status().equals(UNKNOWN) && host == null,
                    server.toString().length());
        }

        private Flavor checkedFlavor() {
            return flavor == null || !flavor.isObject()
                    ? Flavor.named("")
                    : new Flavor(
                            Field.textOrEmpty(flavor.get("original_name")), Field.texts(flavor.get("extra_specs")));
        }

        private @Nullable String flavorId(Server server) {
            return server.status().equals(UNKNOWN)
                            || flavor == null
                            || !flavor.isObject()
                            || flavor.has("original_name")
                    ? null
                    : Field.text(flavor.get("id"));
        }
    }

    Found one() {
        if (server == null) {
            throw new HttpFailure.MalformedResponse("an answer without the server");
        }
        return Rows.all(List.of(server), "a server", Entry::checked).items().getFirst();
    }

    Page<Found> checked() {
        return Page.of(Rows.all(servers, "a server", Entry::checked), links);
    }
}
