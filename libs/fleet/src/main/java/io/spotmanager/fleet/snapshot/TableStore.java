package io.spotmanager.fleet.snapshot;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.table.Row;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
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

    void write(Changes changes) {
        for (var table : Table.values()) {
            delete(table, changes.gone().getOrDefault(table, List.of()));
            insert(table, changes.come().getOrDefault(table, List.of()));
        }
    }

    private void delete(Table table, List<Row> rows) {
        var sameKey = table.key().stream().map("t.%1$s = gone.%1$s"::formatted).toList();
        inPortions(
                "delete from %1$s t using json_populate_recordset(null::%1$s, :rows::json) as gone where %2$s"
                        .formatted(table.sqlName(), String.join(" and ", sameKey)),
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
