package io.spotmanager.workflow.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Calls whose effect may still come: they got no clear answer, or their worker was lost in the middle of the step. Such a call can be
 * carried out after its operation has ended, so its end is kept with the row, and no other operation on the same subject
 * is claimed before it.
 */
public final class LateEffects {
    /** SQL condition: a call of an ended operation may still change the subject of operation {@code o}. */
    static final String EXPECTED = """
            exists (select from operation ended
                    where ended.subject = o.subject and ended.late_effects_until > now())""";

    /** The fact that keeps when a call last got no clear answer. */
    private static final String UNCLEAR_AT = "unclear_at";

    private final JdbcClient jdbc;

    public LateEffects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the fact to save when a call got no clear answer. */
    public static Map<String, ?> unclearAt(Instant now) {
        return Map.of(UNCLEAR_AT, now.toString());
    }

    /**
     * Returns when the last call was made whose effect may come late; empty if there was none. It may be over by now.
     *
     * @param facts of the operation
     * @param interruptedAt when a worker last lost the operation during a step; null if none did
     */
    public static Optional<Instant> lastCall(JsonNode facts, @Nullable Instant interruptedAt) {
        return Stream.concat(unclear(facts), Stream.ofNullable(interruptedAt)).max(Instant::compareTo);
    }

    private static Stream<Instant> unclear(JsonNode facts) {
        if (!facts.hasNonNull(UNCLEAR_AT)) {
            return Stream.empty();
        }
        try {
            return Stream.of(Instant.parse(facts.get(UNCLEAR_AT).asString()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the fact %s is no time: %s".formatted(UNCLEAR_AT, facts.get(UNCLEAR_AT)), e);
        }
    }

    /** Returns those of the given open operations that wait for earlier calls, with the time at which that ends. */
    public Map<UUID, Instant> awaitedBy(Collection<UUID> operations) {
        var ends = new HashMap<UUID, Instant>();
        if (!operations.isEmpty()) {
            jdbc.sql("""
                    select o.id, max(ended.late_effects_until) as until
                    from operation o join operation ended on ended.subject = o.subject and ended.late_effects_until > now()
                    where o.id = any (:ids) and o.open
                    group by o.id
                    """).param("ids", operations.toArray(UUID[]::new)).query(row -> {
                ends.put(
                        row.getObject("id", UUID.class),
                        row.getObject("until", java.time.OffsetDateTime.class).toInstant());
            });
        }
        return ends;
    }
}
