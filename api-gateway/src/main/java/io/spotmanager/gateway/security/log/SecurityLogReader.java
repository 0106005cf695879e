package io.spotmanager.gateway.security.log;

import io.spotmanager.audit.Json;
import io.spotmanager.audit.SecurityEntry;
import io.spotmanager.gateway.paging.EntryCursor;
import io.spotmanager.gateway.paging.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the security log, newest first. */
@Component
class SecurityLogReader {
    private static final int LINES_A_PORTION = 1_000;

    /**
     * Which entries. A null field matches everything.
     *
     * @param event the name of a {@link SecurityEventKind}
     * @param outcome DONE, REFUSED or FAILED
     * @param actor the whole name
     * @param address the whole address
     * @param from at or after this time
     * @param to before this time
     */
    record Filter(
            @Nullable String event,
            @Nullable String outcome,
            @Nullable String actor,
            @Nullable String address,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private final JdbcClient jdbc;
    private final CountedEvents counts;

    SecurityLogReader(JdbcClient jdbc, CountedEvents counts) {
        this.jdbc = jdbc;
        this.counts = counts;
    }

    Page<SecurityEntry> page(Filter filter, @Nullable EntryCursor after, int size) {
        counts.writeAll();
        var found = entries(filter, after, size + 1);
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        return new Page<>(items, position(items.getLast()).text());
    }

    /** Writes each entry as a line of JSON with its hash; memory does not grow with the log. */
    void writeTo(Appendable out, Filter filter) {
        counts.writeAll();
        EntryCursor after = null;
        for (var full = true; full; ) {
            var portion = entries(filter, after, LINES_A_PORTION);
            for (var entry : portion) {
                append(out, entry);
            }
            full = portion.size() == LINES_A_PORTION;
            after = full ? position(portion.getLast()) : after;
        }
    }

    private static void append(Appendable out, SecurityEntry entry) {
        try {
            out.append(Json.MAPPER.writeValueAsString(SecurityLogEntry.of(entry)))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EntryCursor position(SecurityEntry entry) {
        return new EntryCursor(entry.at(), entry.chain(), entry.seq());
    }

    /** Only with the conditions that are set, so that each combination gets a plan of its own. */
    private List<SecurityEntry> entries(Filter filter, @Nullable EntryCursor after, int size) {
        var values = new LinkedHashMap<String, String>();
        var conditions = new StringBuilder("true");
        add("event = :event", "event", filter.event(), conditions, values);
        add("outcome = :outcome", "outcome", filter.outcome(), conditions, values);
        add("actor = :actor", "actor", filter.actor(), conditions, values);
        add("address = :address", "address", filter.address(), conditions, values);
        add("at >= :from::timestamptz", "from", text(filter.from()), conditions, values);
        add("at < :to::timestamptz", "to", text(filter.to()), conditions, values);
        if (after != null) {
            conditions.append(" and (at, chain, seq) < (:afterAt::timestamptz, :afterChain::uuid, :afterSeq::integer)");
            values.put("afterAt", after.at().toString());
            values.put("afterChain", after.chain().toString());
            values.put("afterSeq", String.valueOf(after.seq()));
        }
        return jdbc.sql("""
                select * from security_entry where %s order by at desc, chain desc, seq desc limit :size
                """.formatted(conditions))
                .params(values)
                .param("size", size)
                .query(SecurityEntry::of)
                .list();
    }

    private static void add(
            String condition,
            String name,
            @Nullable String value,
            StringBuilder conditions,
            Map<String, String> values) {
        if (value != null) {
            conditions.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
