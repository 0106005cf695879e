package io.spotmanager.fleet.snapshot;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each list showed when it was believed last, and which lists are doubted because they show much less. */
public record SourceDoubts(JdbcClient jdbc) {
    /**
     * A doubt that has not ended.
     *
     * @param shows what the doubted list showed first, by the name of the measure
     * @param accepted true if a person says that this is right
     */
    public record Doubt(Instant since, Map<String, Integer> shows, boolean accepted) {}

    /**
     * What is known of a source.
     *
     * @param believed what it showed when it was believed last, by the name of the measure; empty if it never was
     */
    public record Known(Map<String, Integer> believed, Optional<Doubt> doubt) {
        public static final Known NOTHING = new Known(Map.of(), Optional.empty());
    }

    /** Returns what is known, by source. A source that was never read is left out. */
    public Map<String, Known> all() {
        Map<String, Map<String, Integer>> believed = new HashMap<>();
        Map<String, Map<String, Integer>> doubted = new HashMap<>();
        jdbc.sql("select m.* from source_measure m join source s on s.name = m.source and s.items is not null")
                .query(row -> {
                    var source = row.getString("source");
                    var what = row.getString("what");
                    believed.computeIfAbsent(source, _ -> new HashMap<>()).put(what, row.getInt("believed"));
                    if (row.getObject("doubted") != null) {
                        doubted.computeIfAbsent(source, _ -> new HashMap<>()).put(what, row.getInt("doubted"));
                    }
                });
        Map<String, Doubt> doubts = new HashMap<>();
        jdbc.sql("select source, since, accepted_at is not null as accepted from source_doubt where ended_at is null")
                .query(row -> {
                    var source = row.getString("source");
                    doubts.put(
                            source,
                            new Doubt(
                                    row.getObject("since", OffsetDateTime.class).toInstant(),
                                    doubted.getOrDefault(source, Map.of()),
                                    row.getBoolean("accepted")));
                });
        Map<String, Known> all = new HashMap<>();
        believed.forEach(
                (source, measures) -> all.put(source, new Known(measures, Optional.ofNullable(doubts.get(source)))));
        return all;
    }

    /**
     * Stores what a list shows that is believed, and ends the doubt about its source. What another session has locked keeps its value until
     * the next read.
     */
    public void believed(String source, Map<String, Integer> measures) {
        jdbc.sql("""
                update source_doubt set ended_at = clock_timestamp() where ctid = any (array(
                    select ctid from source_doubt where source = ? and ended_at is null for update skip locked))
                """).param(source).update();
        measures.forEach((what, count) -> jdbc.sql("""
                        with known as (
                            update source_measure set believed = :count, doubted = null where ctid = any (array(
                                select ctid from source_measure where source = :source and what = :what
                                for update skip locked))
                        )
                        insert into source_measure (source, what, believed) values (:source, :what, :count)
                        on conflict (source, what) do nothing""")
                .param("source", source)
                .param("what", what)
                .param("count", count)
                .update());
    }

    /** Stores that a list is doubted, unless that is known. */
    public void doubted(String source, Instant since, Map<String, Integer> shows, String sentence) {
        var isNew = jdbc.sql("""
                        insert into source_doubt (source, since, sentence) values (:source, :since::timestamptz, :sentence)
                        on conflict do nothing""")
                        .param("source", source)
                        .param("since", since.toString())
                        .param("sentence", sentence)
                        .update()
                > 0;
        if (isNew) {
            shows.forEach((what, count) -> jdbc.sql(
                            "update source_measure set doubted = :count where source = :source and what = :what")
                    .param("source", source)
                    .param("what", what)
                    .param("count", count)
                    .update());
        }
    }

    /**
     * Records that a person says that a doubted list is right; the next read believes it.
     *
     * @return what it shows, in a sentence; empty if no list of that source is doubted
     */
    public Optional<String> accept(String source, String user, String reason) {
        return jdbc.sql("""
                        update source_doubt set accepted_by = :user, accepted_at = clock_timestamp(), reason = :reason
                        where source = :source and ended_at is null
                        returning sentence""")
                .param("source", source)
                .param("user", user)
                .param("reason", reason)
                .query(String.class)
                .optional();
    }
}
