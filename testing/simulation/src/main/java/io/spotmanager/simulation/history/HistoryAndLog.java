package io.spotmanager.simulation.history;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.Json;
import io.spotmanager.simulation.cloud.CloudLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Compares what an operation's history says was asked of the clouds with what the clouds say. */
final class HistoryAndLog {
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)$");

    private HistoryAndLog() {}

    /**
     * Each request stands in the history once, or its claim ended without a word, which the next fence shows.
     *
     * @return a sentence for each request for which neither is true
     */
    static List<String> differences(Ended operation, List<AuditEntry> entries, CloudLog log) {
        var differences = new ArrayList<String>();
        var recorded = new HashSet<Integer>();
        for (var entry : entries) {
            for (var call : Json.MAPPER.readTree(entry.detail()).path("calls")) {
                var number = NUMBER.matcher(call.path("command").asString(""));
                if (number.find() && !recorded.add(Integer.valueOf(number.group(1)))) {
                    differences.add("the history has request %s twice".formatted(number.group()));
                }
            }
        }
        for (var request : log.requests()) {
            var by = request.by();
            if (by == null || !by.operation().equals(operation.id()) || recorded.contains(request.number())) {
                continue;
            }
            var next = entries.stream()
                    .filter(entry -> entry.seq() > by.seq() && entry.what().fence() == by.fence())
                    .filter(entry -> !entry.what().event().equals("NOTED")
                            && !entry.what().event().equals("BLOCKED"))
                    .findFirst();
            next.ifPresent(
                    entry -> differences.add("%s asked for '%s' (#%d), and entry %d (%s) of that claim does not tell"
                            .formatted(
                                    request.process(),
                                    request.text(),
                                    request.number(),
                                    entry.seq(),
                                    entry.what().event())));
        }
        return differences;
    }
}
