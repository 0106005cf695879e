package io.spotmanager.gateway.policies;

import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.gateway.plans.PlanProposals;
import io.spotmanager.gateway.plans.ProposedPlans;
import io.spotmanager.gateway.policies.PolicyDecision.Findings;
import io.spotmanager.gateway.policies.PolicyFights.Fight;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import io.spotmanager.gateway.reservations.WindowHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Collects what a policy decides by. Reads the database and no cloud. */
@Component
class PolicyFindings {
    /** What a source says of which nothing new is known. */
    private static final Set<String> UNTRUSTED = Set.of("STALE", "UNREAD");

    private final PolicyStore store;
    private final PlanProposals proposals;
    private final ProposedPlans plans;
    private final WindowHours windows;
    private final SnapshotStatusRepository snapshot;
    private final ManyHostsRepository hosts;
    private final PolicySettings settings;
    private final JdbcClient jdbc;

    PolicyFindings(
            PolicyStore store,
            PlanProposals proposals,
            ProposedPlans plans,
            WindowHours windows,
            SnapshotStatusRepository snapshot,
            ManyHostsRepository hosts,
            PolicySettings settings,
            JdbcClient jdbc) {
        this.store = store;
        this.proposals = proposals;
        this.plans = plans;
        this.windows = windows;
        this.snapshot = snapshot;
        this.hosts = hosts;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    Findings of(PoolPolicy policy) {
        var rule = policy.rule();
        var now = store.now();
        return new Findings(
                now,
                untrusted(rule, now),
                proposals.stock(rule.pool()),
                moved(rule, now),
                plans.running(rule.name()).orElse(null),
                plans.open(rule.name()).orElse(null),
                plans.declined(rule.name())
                        .filter(declined -> declined.at().isAfter(policy.setAt()))
                        .orElse(null),
                closed(rule, now),
                settings.rest());
    }

    /** How many hosts it has moved in the day that the clocks of its window show; that of UTC without one. */
    int moved(Rule rule, Instant now) {
        ZoneId zone = hours(rule, now).map(WindowHours.Hours::zone).orElse(ZoneOffset.UTC);
        return plans.begunSince(
                rule.name(), LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant());
    }

    /** The other policies that it fights with. */
    Optional<Fight> fight(Rule rule, Instant now) {
        var others = store.all().stream()
                .map(PoolPolicy::rule)
                .filter(other -> !other.name().equals(rule.name()))
                .toList();
        return PolicyFights.of(rule, others, (one, other) -> windows.overlap(one.window(), other.window(), now));
    }

    private Optional<WindowHours.Hours> hours(Rule rule, Instant now) {
        return Optional.ofNullable(rule.window()).flatMap(name -> windows.at(name, now));
    }

    private @Nullable String closed(Rule rule, Instant now) {
        return hours(rule, now)
                .filter(hours -> !hours.open())
                .map(hours -> hours.opens() == null
                        ? "%s does not open within two weeks".formatted(hours.text())
                        : "%s opens at %s".formatted(hours.text(), hours.opens()))
                .orElse(null);
    }

    private @Nullable String untrusted(Rule rule, Instant now) {
        var sources = snapshot.read().sources();
        return Stream.of(
                        sources.stream()
                                .filter(source -> UNTRUSTED.contains(source.state()))
                                .map(PolicyFindings::old),
                        proposals.wrongPool(rule.pool()).stream()
                                .map(wrong -> "Its pool %s.".formatted(wrong.message())),
                        // A window that was given other hours since then.
                        fight(rule, now)
                                .map(fight -> "It fights with the policy %s: its %s %s."
                                        .formatted(
                                                String.join(" and ", fight.others()), fight.field(), fight.message()))
                                .stream(),
                        unread(rule, sources).stream())
                .flatMap(texts -> texts)
                .findFirst()
                .orElse(null);
    }

    private static String old(SourceHealth source) {
        return source.readAt() == null
                ? "Nothing is proposed: %s have not been read yet.".formatted(source.name())
                : "Nothing is proposed by what may be old: %s cannot be read since %s (%s)."
                        .formatted(source.name(), source.staleSince(), source.error());
    }

    /** An operation that has ended, and that the snapshot does not show yet. */
    private Optional<String> unread(Rule rule, List<SourceHealth> sources) {
        var since = sources.stream()
                .flatMap(source -> Stream.ofNullable(source.readAt()))
                .min(Comparator.naturalOrder());
        var pools = Stream.concat(Stream.of(rule.pool()), rule.from().stream()).toList();
        return since.flatMap(read -> jdbc.sql("""
                        select subject
                        from unnest(:hosts::text[]) as host cross join lateral (
                            -- one follows the other: besides an open one only the newest can have ended last
                            select subject, ended_at from operation where subject = host order by created_at desc limit 2
                        ) newest
                        where ended_at > :read limit 1
                        """)
                .param("hosts", hosts.in(pools).toArray(String[]::new))
                .param("read", read.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        "An operation of %s has just ended, and the fleet is read again before anything is proposed."
                                .formatted(row.getString("subject")))
                .optional());
    }
}
