package io.spotmanager.gateway.security.limit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From where each name has logged in: browsers, for ninety days, and network addresses, for twelve hours. */
@Component
class KnownPlaces {
    private static final Duration SOURCE_KEPT = Duration.ofHours(12);
    private static final String DEVICE = "device ";
    private static final String SOURCE = "source ";

    private final JdbcClient database;

    KnownPlaces(JdbcClient database) {
        this.database = database;
    }

    /**
     * What is known of the place of an attempt.
     *
     * @param device true if this name has logged in with this browser
     * @param source true if this name has logged in from this address lately
     */
    record Known(boolean device, boolean source) {}

    /** @param device empty if it sent no cookie */
    Known known(String name, String source, String device) {
        var places = Set.copyOf(database.sql("""
                        select place from login_place
                        where name = :name and (place = :device
                              or place = :source and seen_at > clock_timestamp() - make_interval(secs => :kept))""")
                .param("name", name)
                .param("device", DEVICE + device)
                .param("source", SOURCE + source)
                .param("kept", SOURCE_KEPT.toSeconds())
                .query(String.class)
                .list());
        return new Known(places.contains(DEVICE + device), places.contains(SOURCE + source));
    }

    /** True if somebody has logged in with this browser. */
    boolean hasDevice(String device) {
        return database.sql("select exists (select from login_place where place = ?)")
                .param(DEVICE + device)
                .query(Boolean.class)
                .single();
    }

    void rememberDevice(String name, String device) {
        remember(name, DEVICE + device);
    }

    void rememberSource(String name, String source) {
        remember(name, SOURCE + source);
    }

    /** Writes the time at most once an hour. No log-in waits for a row that another session has locked. */
    private void remember(String name, String place) {
        database.sql("""
                        with later as (
                            update login_place set seen_at = clock_timestamp()
                            where ctid = any (array(
                                select ctid from login_place
                                where name = :name and place = :place and seen_at < clock_timestamp() - interval '1 hour'
                                for update skip locked)))
                        insert into login_place (name, place, seen_at) values (:name, :place, clock_timestamp())
                        on conflict (name, place) do nothing""").param("name", name).param("place", place).update();
    }

    void prune() {
        for (var kind : List.of(DEVICE, SOURCE)) {
            database.sql("""
                            delete from login_place where ctid = any (array(
                                select ctid from login_place
                                where starts_with(place, :kind)
                                  and seen_at < clock_timestamp() - make_interval(secs => :kept)
                                for update skip locked))""")
                    .param("kind", kind)
                    .param("kept", (kind.equals(DEVICE) ? DeviceCookie.KEPT : SOURCE_KEPT).toSeconds())
                    .update();
        }
    }
}
