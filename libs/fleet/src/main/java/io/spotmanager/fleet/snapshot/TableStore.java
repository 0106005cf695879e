package io.spotmanager.fleet.snapshot;

import static java.util.stream.Collectors.joining;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.table.Row;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads and writes rows as JSON, so that it does not have to know their columns. A portion at a time, because the text of a large fleet
 * would not fit into the memory of a worker beside its rows.
 */
record TableStore(JdbcClient jdbc) {
    private static final int PORTION = 1_000;

    Tables load() {
        var tables = Tables.EMPTY;
        for (var table : Table.values()) {
            var rows = jdbc.sql("select row_to_json(t)::text from %s t order by %s"
                            .formatted(table.sqlName(), String.join(", ", table.key())))
                    .withFetchSize(PORTION)
                    .query((row, number) -> read(row.getString(1), table))
                    .list();
            tables = tables.with(table, rows);
        }
        return tables;
    }

    private static Row read(String json, Table table) {
        return FleetJson.MAPPER.readValue(json, table.type());
    }

    /**
     * Locks the previous rows of a change for the rest of the transaction. Does not wait for what another session has locked.
     *
     * @return the rows that another session has locked
     */
    List<Row> locked(Changes changes) {
        List<Row> locked = new ArrayList<>();
        for (var table : Table.values()) {
            var rows = changes.gone().getOrDefault(table, List.of());
            for (var from = 0; from < rows.size(); from += PORTION) {
                locked.addAll(locked(table, rows.subList(from, Math.min(from + PORTION, rows.size()))));
            }
        }
        return locked;
    }

    private List<Row> locked(Table table, List<Row> rows) {
        return jdbc.sql("""
                with wanted as materialized (
                    select * from json_populate_recordset(null::%1$s, :rows::json)
                ), free as materialized (
                    select t.* from %1$s t join wanted on %2$s for update of t skip locked
                )
                select row_to_json(wanted)::text from wanted
                where exists (select from %1$s t where %2$s) and not exists (select from free t where %2$s)
                """.formatted(table.sqlName(), sameKey(table, "wanted")))
                .param("rows", FleetJson.MAPPER.writeValueAsString(rows))
                .query((row, number) -> read(row.getString(1), table))
                .list();
    }

    private static String sameKey(Table table, String other) {
        return table.key().stream()
                .map(column -> "t.%1$s = %2$s.%1$s".formatted(column, other))
                .collect(joining(" and "));
    }

    void write(Changes changes) {
        for (var table : Table.values()) {
            delete(table, changes.gone().getOrDefault(table, List.of()));
            insert(table, changes.come().getOrDefault(table, List.of()));
        }
    }

    private void delete(Table table, List<Row> rows) {
        inPortions(
                "delete from %1$s t using json_populate_recordset(null::%1$s, :rows::json) as gone where %2$s"
                        .formatted(table.sqlName(), sameKey(table, "gone")),
                rows);
    }

    private void insert(Table table, List<Row> rows) {
        inPortions(
                "insert into %1$s select * from json_populate_recordset(null::%1$s, :rows::json)"
                        .formatted(table.sqlName()),
                rows);
    }

    private void inPortions(String statement, List<Row> rows) {
        for (var from = 0; from < rows.size(); from += PORTION) {
            var portion = rows.subList(from, Math.min(from + PORTION, rows.size()));
            jdbc.sql(statement)
                    .param("rows", FleetJson.MAPPER.writeValueAsString(portion))
                    .update();
        }
    }
}
