package io.spotmanager.gateway.security.rights;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The limits of people, by the name that the history has. */
@Component
public class LimitStore {
    private final JdbcClient jdbc;

    public LimitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads the database, so that a change counts from the next request on. */
    public Limits of(String name) {
        return new Limits(jdbc.sql("select kind, object from person_limit where name = ? order by kind, object")
                .param(name)
                .query((row, number) -> new Limit(Limit.Kind.valueOf(row.getString("kind")), row.getString("object")))
                .list());
    }

    /**
     * Takes the place of the limits of before. Joins the transaction of the caller.
     *
     * @param by the admin who sets them
     */
    public void set(String name, List<Limit> entries, String by) {
        jdbc.sql("delete from person_limit where name = ?").param(name).update();
        entries.stream()
                .distinct()
                .forEach(entry -> jdbc.sql("insert into person_limit (name, kind, object, set_by) values (?, ?, ?, ?)")
                        .params(name, entry.kind().name(), entry.name(), by)
                        .update());
    }
}
