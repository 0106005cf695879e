package io.spotmanager.gateway.operations;

import static io.spotmanager.gateway.fixture.Gateway.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@GatewayTest
class OperationExportTest {
    private static final String EXPORT = "/api/operations.csv";
    private static final String HEADER =
            "id,kind,host,state,open,requested_by,reason,batch_id,cause,created_at,ended_at,took_ms";

    private final Gateway gateway;

    OperationExportTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_list_without_operations_has_its_header() {
        var reply = gateway.viewer().get(EXPORT).is(200);

        assertThat(reply.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=\"operations.csv\"");
        assertThat(reply.text()).isEqualTo(HEADER + "\r\n");
    }

    @Test
    void each_operation_is_a_row_and_the_newest_comes_first() {
        var first = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(first);
        gateway.tamper("update operation set created_at = '2026-01-01T00:00:00Z', ended_at = '2026-01-01T00:00:01.5Z'");
        gateway.operator()
                .post("/api/execute-migration", move("H2", "a", "b", ", \"reason\": \"more, \\\"now\\\"\""))
                .is(202);

        var rows = rows("");

        assertThat(rows.get(0))
                .contains(",migration,H2,REQUESTED,true,operator,\"more, \"\"now\"\"\",,,")
                .endsWith(",,");
        assertThat(rows.get(1))
                .isEqualTo(
                        first
                                + ",migration,H1,SUCCEEDED,false,operator,,,,2026-01-01T00:00:00Z,2026-01-01T00:00:01.500Z,1500");
        assertThat(rows).hasSize(2);
    }

    @Test
    void the_filters_of_the_list_hold() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.acceptedMoveOf("H2");

        assertThat(rows("?open=false&q=h")).hasSize(1).allMatch(row -> row.contains(",H1,"));
        gateway.viewer().get(EXPORT + "?open=perhaps").blames("open");
    }

    @Test
    void more_than_a_page_is_exported() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H0"));
        gateway.copyTheOnlyOperation(600);

        assertThat(rows("").stream().map(row -> row.split(",")[2]))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 600)
                        .mapToObj(number -> number == 0 ? "H0" : "host-" + number)
                        .toList()
                        .reversed());
    }

    @Test
    void a_list_that_is_cut_off_is_named_so_and_says_how_to_get_the_rest() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H0"));
        gateway.copyTheOnlyOperation(10_000);

        var reply = gateway.viewer().get(EXPORT).is(200);

        assertThat(reply.text().lines()).hasSize(1 + 10_000);
        assertThat(reply.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"operations-cut-off-after-10000.csv\"");
        var oldest = reply.text().lines().toList().getLast().split(",")[9];
        assertThat(reply.header("X-Cut-Off")).contains("to=" + oldest);
    }

    @Test
    void a_list_that_ends_with_its_last_row_is_whole() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H0"));
        gateway.copyTheOnlyOperation(9_999);

        var reply = gateway.viewer().get(EXPORT).is(200);

        assertThat(reply.text().lines()).hasSize(1 + 10_000);
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=\"operations.csv\"");
        assertThat(reply.header("X-Cut-Off")).isEmpty();
    }

    private List<String> rows(String query) {
        return gateway.viewer()
                .get(EXPORT + query)
                .is(200)
                .text()
                .lines()
                .skip(1)
                .toList();
    }
}
