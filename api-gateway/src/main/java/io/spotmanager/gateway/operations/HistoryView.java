package io.spotmanager.gateway.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the history.
 *
 * @param detail reason, facts and calls
 * @param hash covers this entry and all before it
 */
record HistoryView(int seq, Instant at, @JsonUnwrapped AuditEvent what, JsonNode detail, String hash) {
    static HistoryView of(AuditEntry entry) {
        return new HistoryView(
                entry.seq(), entry.at(), entry.what(), Json.MAPPER.readTree(entry.detail()), entry.hash());
    }
}
