package io.spotmanager.fleet.snapshot;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.table.Row;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and writes rows as JSON, so that it does not have to know their columns. */
record TableStore(JdbcClient jdbc) {

    Tables load() {
        var tables = Tables.EMPTY;
        for (var table : Table.values()) {
            var rows = jdbc.sql("select row_to_json(t)::text from %s t order by %s"
                            .formatted(table.sqlName(), String.join(", ", table.key())))
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
        if (!rows.isEmpty()) {
            var sameKey =
                    table.key().stream().map("t.%1$s = gone.%1$s"::formatted).toList();
            jdbc.sql("delete from %1$s t using json_populate_recordset(null::%1$s, :rows::json) as gone where %2$s"
                            .formatted(table.sqlName(), String.join(" and ", sameKey)))
                    .param("rows", FleetJson.MAPPER.writeValueAsString(rows))
                    .update();
        }
    }

    private void insert(Table table, List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.sql("insert into %1$s select * from json_populate_recordset(null::%1$s, :rows::json)"
                            .formatted(table.sqlName()))
                    .param("rows", FleetJson.MAPPER.writeValueAsString(rows))
                    .update();
        }
    }
}
