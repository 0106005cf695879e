package io.spotmanager.gateway.reservations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The maintenance windows of the installation. */
@Component
class WindowStore {
    /**
     * @param setBy who set it last
     * @param openReservations how many open reservations begin in it
     */
    record Stored(MaintenanceWindow window, String setBy, Instant setAt, long openReservations) {}

    private final JdbcClient jdbc;

    WindowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String SELECT = """
            select maintenance_window.*,
                   (select count(*) from reservation
                    where window_name = maintenance_window.name and state in ('PLANNED', 'ASKING')) as open_reservations
            from maintenance_window
            """;

    List<Stored> all() {
        return jdbc.sql(SELECT + "order by name").query(WindowStore::read).list();
    }

    Optional<Stored> stored(String name) {
        return jdbc.sql(SELECT + "where name = ?")
                .param(name)
                .query(WindowStore::read)
                .optional();
    }

    Optional<MaintenanceWindow> find(String name) {
        return stored(name).map(Stored::window);
    }

    void set(MaintenanceWindow window, String by) {
        jdbc.sql("""
                insert into maintenance_window (name, weekdays, begins, ends, zone, set_by)
                values (:name, string_to_array(:weekdays, ',')::smallint[], :begins::time, :ends::time, :zone, :by)
                on conflict (name) do update
                set weekdays = excluded.weekdays, begins = excluded.begins, ends = excluded.ends, zone = excluded.zone,
                    set_by = excluded.set_by, set_at = now()
                """)
                .param("name", window.name())
                .param(
                        "weekdays",
                        window.weekdays().stream()
                                .sorted()
                                .map(day -> String.valueOf(day.getValue()))
                                .collect(Collectors.joining(",")))
                .param("begins", window.begins().toString())
                .param("ends", window.ends().toString())
                .param("zone", window.zone().getId())
                .param("by", by)
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from maintenance_window where name = ?").param(name).update();
    }

    /** The open requests that begin in it, at most a hundred. */
    List<UUID> users(String name) {
        return jdbc.sql("""
                select id from reservation where window_name = ? and state in ('PLANNED', 'ASKING') order by begins_at limit 100
                """)
                .param(name)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** The policies of pools that propose in it. */
    List<String> policies(String name) {
        return jdbc.sql("select name from pool_policy where window_name = ? order by name")
                .param(name)
                .query((row, number) -> row.getString("name"))
                .list();
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        var days = (Short[]) row.getArray("weekdays").getArray();
        return new Stored(
                new MaintenanceWindow(
                        row.getString("name"),
                        Arrays.stream(days).map(DayOfWeek::of).collect(Collectors.toSet()),
                        row.getObject("begins", LocalTime.class),
                        row.getObject("ends", LocalTime.class),
                        ZoneId.of(row.getString("zone"))),
                row.getString("set_by"),
                ReservationRows.time(row, "set_at"),
                row.getLong("open_reservations"));
    }
}
