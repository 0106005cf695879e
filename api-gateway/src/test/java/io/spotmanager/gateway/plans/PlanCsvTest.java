package io.spotmanager.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCsvTest {
    @Test
    void each_line_is_an_operation_whatever_the_order_of_the_columns() {
        assertThat(bodies("""
                        target_aggregate,host,source_aggregate,acknowledge
                        on,h1,spot,
                        on,h2,spot,"vms, nvlink"
                        """)).containsExactly("""
                        {"target_aggregate":"on","host":"h1","source_aggregate":"spot"}""", """
                        {"target_aggregate":"on","host":"h2","source_aggregate":"spot","acknowledge":["vms","nvlink"]}""");
    }

    @Test
    void quotes_hold_commas_quotes_and_line_breaks_and_empty_lines_are_left_out() {
        assertThat(bodies("\ufeffhost,reason\r\nh1,\"a, \"\"b\"\"\nc\"\r\n\r\nh2,x"))
                .containsExactly(
                        "{\"host\":\"h1\",\"reason\":\"a, \\\"b\\\"\\nc\"}", "{\"host\":\"h2\",\"reason\":\"x\"}");
    }

    @Test
    void the_place_of_an_operation_is_its_line_also_after_a_line_break_in_a_cell() {
        assertThat(PlanCsv.read("host,reason\nh1,\"a\nb\"\nh2,x\n").stream().map(PlanReading.Sent::place))
                .containsExactly("line 2, ", "line 4, ");
    }

    @Test
    void wrong_columns_and_wrong_lines_are_all_named() {
        assertThat(refusal("hots,reason,reason\na,b,c,d\ne,f\n"))
                .extracting(FieldProblem::field)
                .containsExactly("line 1, hots", "line 1, reason", "line 1", "line 2", "line 3");
    }

    @Test
    void nothing_and_an_open_quote_are_refused() {
        assertThat(refusal("")).extracting(FieldProblem::field).containsExactly("line 1");
        assertThat(refusal("host\n\"h1\n")).extracting(FieldProblem::field).containsExactly("line 2");
    }

    private static List<String> bodies(String csv) {
        return PlanCsv.read(csv).stream().map(sent -> sent.body().toString()).toList();
    }

    private static List<FieldProblem> refusal(String csv) {
        return FieldProblem.of(catchThrowableOfType(ProblemException.class, () -> PlanCsv.read(csv)));
    }
}
