package io.spotmanager.gateway.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored views. Each reading is bounded by what one person, and all together, may keep. */
@Component
class SavedViews {
    /** Of one person. */
    static final int MOST_OF_ONE = 50;

    private static final int MOST_SHARED = 500;

    private final JdbcClient jdbc;

    SavedViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Their own views and the shared ones of others, by name. */
    List<SavedView> visibleTo(String person) {
        return jdbc.sql("""
                select * from (
                    select * from saved_view where owner = :person
                    union all
                    (select * from saved_view where shared and owner <> :person order by name limit :most)
                ) as visible
                order by name, owner
                """)
                .param("person", person)
                .param("most", MOST_SHARED)
                .query(SavedViews::view)
                .list();
    }

    Optional<SavedView> find(UUID id) {
        return jdbc.sql("select * from saved_view where id = :id")
                .param("id", id)
                .query(SavedViews::view)
                .optional();
    }

    /**
     * Stores a view of that person, in place of the earlier one of that name.
     *
     * @return empty if they have as many as one may keep
     */
    Optional<SavedView> keep(String owner, ViewBody view) {
        return jdbc.sql("""
                insert into saved_view (id, owner, name, query, shared)
                select :id, :owner, :name, :query, :shared
                where exists (select from saved_view where owner = :owner and name = :name)
                   or (select count(*) from saved_view where owner = :owner) < :most
                on conflict (owner, name) do update set query = excluded.query, shared = excluded.shared, changed_at = now()
                returning *
                """)
                .param("id", UUID.randomUUID())
                .param("owner", owner)
                .param("name", view.name())
                .param("query", view.query())
                .param("shared", view.isShared())
                .param("most", MOST_OF_ONE)
                .query(SavedViews::view)
                .optional();
    }

    void delete(UUID id) {
        jdbc.sql("delete from saved_view where id = :id").param("id", id).update();
    }

    private static SavedView view(ResultSet row, int number) throws SQLException {
        return new SavedView(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
