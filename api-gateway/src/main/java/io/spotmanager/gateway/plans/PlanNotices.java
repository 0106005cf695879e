package io.spotmanager.gateway.plans;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What boards are told of plans. */
@Component
public class PlanNotices {
    /**
     * @param policy that proposed it; null if a person made it
     * @param score how many of its items are how far
     */
    public record Notice(
            UUID id,
            @Nullable String name,
            String state,
            String createdBy,
            @Nullable String policy,
            Object score) {}

    private final JdbcClient jdbc;
    private final Plans plans;
    private final PlanItems items;

    PlanNotices(JdbcClient jdbc, Plans plans, PlanItems items) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.items = items;
    }

    /** All that run, and those that somebody has changed within the last five minutes. */
    public List<Notice> recent() {
        var ids = jdbc.sql("select id from plan where running or changed_at > now() - interval '5 minutes'")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        var scores = items.scores(ids);
        return ids.stream()
                .flatMap(id -> plans.find(id).stream())
                .map(plan -> notice(plan, scores.getOrDefault(plan.id(), BoxScore.of(Map.of()))))
                .toList();
    }

    private static Notice notice(Plan plan, BoxScore score) {
        return new Notice(
                plan.id(),
                plan.name(),
                PlanState.of(plan, score).name(),
                plan.createdBy(),
                plan.proposal() == null ? null : plan.proposal().policy(),
                score);
    }
}
