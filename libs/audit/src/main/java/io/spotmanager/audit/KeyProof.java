package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares each idempotency key with the first entry of its operation. */
final class KeyProof {
    private final JdbcClient jdbc;
    private final Findings findings;
    private final PortionSize size;

    KeyProof(JdbcClient jdbc, Findings findings, PortionSize size) {
        this.size = size;
        this.jdbc = jdbc;
        this.findings = findings;
    }

    record Place(String requestedBy, String key) {}

    /**
     * Compares the next keys after that place; returns where the portion after them begins, null after the last. Parses details in Java:
     * PostgreSQL's {@code ->>} fails on values that its {@code json} accepts, such as an escaped NUL.
     */
    @Nullable
    Place portion(@Nullable Place after) {
        var places = new ArrayList<Place>();
        jdbc.sql("""
                select k.key, k.requested_by, k.request_hash, k.operation_id, to_json(left(k.key, 80))::text as named,
                       to_json(k.requested_by)::text as owner, to_json(a.actor)::text as other,
                       o.id is not null as is_there, a.actor, a.detail::text as detail
                from (select * from idempotency_key %s order by requested_by, key limit :most) k
                left join operation o on o.id = k.operation_id
                left join audit_entry a on a.operation_id = k.operation_id and a.seq = 1
                order by k.requested_by, k.key
                """.formatted(after == null ? "" : "where (requested_by, key) > (:requested_by, :key)"))
                .param("requested_by", after == null ? null : after.requestedBy())
                .param("key", after == null ? null : after.key())
                .param("most", size.keys())
                .query((RowCallbackHandler) row -> {
                    compare(row);
                    places.add(new Place(row.getString("requested_by"), row.getString("key")));
                });
        return places.size() < size.keys() ? null : places.getLast();
    }

    private void compare(ResultSet row) throws SQLException {
        var actor = row.getString("actor");
        if (!row.getBoolean("is_there")) {
            leads(row, "which is not there");
        } else if (actor == null) {
            return; // the chain verifier reports a missing first entry
        } else if (!actor.equals(row.getString("requested_by"))) {
            leads(row, "which was requested by " + row.getString("other"));
        } else if (differs(row, "idempotency_key", "key") || differs(row, "request_hash", "request_hash")) {
            leads(row, "which was accepted with another key or request");
        }
    }

    private static boolean differs(ResultSet row, String member, String column) throws SQLException {
        var expected = row.getString(column);
        return ReplayedRow.detail(row.getString("detail"))
                .map(detail -> detail.get(member))
                .filter(value -> !value.isNull())
                .map(value -> value.asString(value.toString()))
                .filter(value -> !value.equals(expected))
                .isPresent();
    }

    private void leads(ResultSet row, String what) throws SQLException {
        findings.add(
                "the idempotency key %s of %s leads to operation %s, %s",
                row.getString("named"), row.getString("owner"), row.getString("operation_id"), what);
    }
}
