package io.spotmanager.gateway.security.log;

import io.spotmanager.audit.Json;
import io.spotmanager.audit.SecurityEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry as the API shows it.
 *
 * @param part the part and its machine
 * @param actor null if nobody is known
 * @param address of the caller; null if it was no request; {@code many} where too many addresses are counted together
 * @param times how often it happened, where the like of it are counted together
 * @param detail more of this kind of event; {@code tried} lists the first few names or paths
 * @param chain the run of a gateway; with {@code seq} it identifies the entry
 * @param hash covers the entry and the hash before it
 */
record SecurityLogEntry(
        Instant at,
        String event,
        String outcome,
        @Nullable String actor,
        @Nullable String address,
        @Nullable String requestId,
        int times,
        JsonNode detail,
        String part,
        UUID chain,
        int seq,
        String hash) {
    static SecurityLogEntry of(SecurityEntry entry) {
        var what = entry.what();
        return new SecurityLogEntry(
                entry.at(),
                what.event(),
                what.outcome(),
                what.actor(),
                what.address(),
                what.requestId(),
                what.times(),
                Json.MAPPER.readTree(what.detail()),
                what.part(),
                entry.chain(),
                entry.seq(),
                entry.hash());
    }
}
