package io.spotmanager.workflow.freeze;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Freezes all workflows of the installation, and lifts that again. The database's table is the truth; every part reads it there. */
public final class FreezeSwitch {
    private static final int TRIES = 10;

    /**
     * How far a freeze has come.
     *
     * @param underWay open operations that have begun and go on, or are about to stop
     * @param resting open operations that have not begun and stay so
     */
    public record Effect(long underWay, long resting) {}

    private final JdbcClient jdbc;

    public FreezeSwitch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The entry that counts; empty if there never was one. */
    public Optional<Freeze> current() {
        return entries(1).stream().findFirst();
    }

    /** The entries, newest first. */
    public List<Freeze> entries(int limit) {
        return jdbc.sql("select * from freeze_entry order by n desc limit ?")
                .param(limit)
                .query(Freeze::of)
                .list();
    }

    /** Freezes. If that has been done already, or the service is held, the entry that counts is returned and nothing is added. */
    public Freeze freeze(String actor, String reason) {
        return change(FreezeMode.FROZEN, actor, reason, now -> now == FreezeMode.OFF);
    }

    /** Holds all operations, whether they are frozen or not. If they are held already, nothing is added. */
    public Freeze hold(String actor, String reason) {
        return change(FreezeMode.HELD, actor, reason, now -> now != FreezeMode.HELD);
    }

    private Freeze change(FreezeMode mode, String actor, String reason, Predicate<FreezeMode> from) {
        for (var tries = 0; tries < TRIES; tries++) {
            var now = current();
            if (!from.test(now.map(Freeze::mode).orElse(FreezeMode.OFF))) {
                return now.orElseThrow();
            }
            try {
                return jdbc.sql("""
                        insert into freeze_entry (n, mode, actor, reason) values (:n, :mode, :actor, :reason) returning *
                        """)
                        .param("n", now.map(Freeze::number).orElse(0L) + 1)
                        .param("mode", mode.name())
                        .param("actor", actor)
                        .param("reason", reason)
                        .query(Freeze::of)
                        .single();
            } catch (DuplicateKeyException e) {
                // Somebody else was first: look again.
            }
        }
        throw new IllegalStateException("the freeze was changed %d times in the meantime; try again".formatted(TRIES));
    }

    /**
     * Lifts a freeze or a hold, and dispatches the operations that rested. Lifting a hold begins an epoch of the history.
     *
     * @param number the entry that the caller saw; a freeze or hold that came later is not lifted
     * @return empty if that entry is not the one that counts, or freezes nothing
     */
    public Optional<Freeze> lift(long number, String actor, String reason) {
        try {
            return jdbc.sql("""
                    with before as materialized (
                        select n, mode from freeze_entry order by n desc limit 1
                    ), lifted as (
                        insert into freeze_entry (n, mode, actor, reason)
                        select n + 1, 'OFF', :actor, :reason from before where n = :number and mode <> 'OFF'
                        returning *
                    ), dismissed as ( -- a person has looked: what was remembered until now says nothing any more
                        insert into history_epoch (id, own)
                        select distinct m.epoch, false from missing_entry m, lifted, before where before.mode = 'HELD'
                        on conflict (id) do nothing
                    ), begun as (
                        insert into history_epoch (id, own)
                        select gen_random_uuid(), true from lifted, before where before.mode = 'HELD'
                    ), dispatched as (
                        insert into outbox (operation_id, route, available_at)
                        select o.id, o.kind, now() from operation o, lifted
                        where o.open and o.leased_by is null and o.available_at <= now()
                          and not exists (select from outbox x where x.operation_id = o.id)
                    )
                    select * from lifted
                    """)
                    .param("number", number)
                    .param("actor", actor)
                    .param("reason", reason)
                    .query(Freeze::of)
                    .optional();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * Those of some operations that no worker continues because of the freeze or hold that counts.
     *
     * @param by that freeze or hold; empty if none of them is stopped
     */
    public record Stopped(Set<UUID> operations, Optional<Freeze> by) {
        private static final Stopped NONE = new Stopped(Set.of(), Optional.empty());
    }

    /** Returns which of the operations are stopped and by what, read at one moment. */
    public Stopped stopped(Collection<UUID> operations) {
        if (operations.isEmpty()) {
            return Stopped.NONE;
        }
        var rows = jdbc.sql("""
                select o.id, f.*
                from operation o cross join (select * from freeze_entry order by n desc limit 1) f
                where o.id = any (:ids) and o.open and o.leased_by is null and o.available_at < 'infinity' and not (%s)
                """.formatted(FreezeConditions.mayBeClaimed()))
                .param("ids", operations.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), Freeze.of(row, number)))
                .list();
        return new Stopped(
                rows.stream().map(Map.Entry::getKey).collect(toUnmodifiableSet()),
                rows.stream().map(Map.Entry::getValue).findFirst());
    }

    /** Counts the open operations that do not wait for a person. */
    public Effect effect() {
        return jdbc.sql("""
                select count(*) filter (where not rests) as under_way, count(*) filter (where rests) as resting
                from (select o.leased_by is null and %s as rests
                      from operation o where o.open and o.available_at < 'infinity') open
                """.formatted(FreezeConditions.rests()))
                .query((row, number) -> new Effect(row.getLong("under_way"), row.getLong("resting")))
                .single();
    }
}
