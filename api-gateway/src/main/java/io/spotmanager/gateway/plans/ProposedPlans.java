package io.spotmanager.gateway.plans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the plans that policies have proposed. */
@Component
public class ProposedPlans {
    /**
     * A proposal.
     *
     * @param hosts how many it moves
     * @param need how many empty hosts the pool lacked; below 0: how many it had too many
     * @param why a sentence
     */
    public record Proposed(UUID id, int hosts, int need, String why, Instant at) {
        /** Returns its address in the API. */
        public String href() {
            return PlanView.href(id);
        }
    }

    /** @param byItself true if the policy has committed it */
    public record Running(UUID id, boolean byItself) {
        /** Returns its address in the API. */
        public String href() {
            return PlanView.href(id);
        }
    }

    /** @param by the person who did not want it */
    public record Declined(UUID id, int need, String by, Instant at) {}

    private static final String PROPOSED = """
            select id, need, why, created_at, (select count(*) from plan_item where plan_id = plan.id) as hosts from plan
            """;

    private final JdbcClient jdbc;
    private final PlanItems items;

    ProposedPlans(JdbcClient jdbc, PlanItems items) {
        this.jdbc = jdbc;
        this.items = items;
    }

    /** The one that nobody has committed or cancelled. */
    public Optional<Proposed> open(String policy) {
        return jdbc.sql(PROPOSED + "where policy = ? and round = 0 and cancelled_at is null")
                .param(policy)
                .query(ProposedPlans::proposed)
                .optional();
    }

    /** One of which operations wait to begin, or are open. */
    public Optional<Running> running(String policy) {
        return jdbc.sql("select id, by_itself from plan where policy = ? and running limit 1")
                .param(policy)
                .query((row, number) -> new Running(row.getObject("id", UUID.class), row.getBoolean("by_itself")))
                .optional();
    }

    /** The latest one, if a person has cancelled it before anything of it was committed. */
    public Optional<Declined> declined(String policy) {
        return jdbc.sql("""
                select id, need, cancelled_by, cancelled_at
                from (select * from plan where policy = :policy order by created_at desc limit 1) as latest
                where round = 0 and cancelled_by <> :itself
                """)
                .param("policy", policy)
                .param("itself", PlanProposals.by(policy))
                .query((row, number) -> new Declined(
                        row.getObject("id", UUID.class),
                        row.getInt("need"),
                        row.getString("cancelled_by"),
                        row.getObject("cancelled_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** How many operations of its proposals were begun since then, whoever committed them and however they ended. */
    public int begunSince(String policy, Instant since) {
        return jdbc.sql("""
                select count(*) from plan p join operation o on o.batch_id = p.id::text
                where p.policy = :policy and o.created_at >= :since
                """)
                .param("policy", policy)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** The latest one that the policy has committed since then, if an operation of it failed or needs a person. */
    public Optional<UUID> failedSince(String policy, Instant since) {
        return jdbc.sql("""
                select id from plan where policy = :policy and by_itself and committed_at >= :since
                order by committed_at desc limit 1
                """)
                .param("policy", policy)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional()
                .filter(id -> {
                    var score = items.score(id, 0);
                    return score.failed() + score.needsPerson() > 0;
                });
    }

    private static Proposed proposed(ResultSet row, int number) throws SQLException {
        return new Proposed(
                row.getObject("id", UUID.class),
                row.getInt("hosts"),
                row.getInt("need"),
                row.getString("why"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
