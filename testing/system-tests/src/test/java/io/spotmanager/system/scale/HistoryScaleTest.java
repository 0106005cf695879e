package io.spotmanager.system.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No page, poll, start or sweep reads more because the history is longer. Plans are compared, not times: they do not depend on the machine. */
@Alone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryScaleTest {
    /** More than a search or a count looks at (20,000), so that all that differs is what nobody should look at. */
    private static final int LITTLE = 25_000;

    private static final int MUCH = 100_000;
    private static final double AT_MOST = 1.5;

    private HistoryScale scale;
    private Set<String> large;
    private List<Growth> statements;

    @BeforeAll
    void all_parts_work_in_a_short_history_and_in_a_long_one() throws Exception {
        scale = HistoryScale.start(Map.of());
        var little = scale.with(LITTLE);
        var much = scale.with(MUCH);
        large = scale.tablesLargerThan(1_000);
        statements = Growth.between(little, much, large);
    }

    @AfterAll
    void end() {
        scale.close();
    }

    @Test
    void the_work_reaches_every_table_of_the_history() {
        var read = statements.stream()
                .flatMap(each -> each.much().stream())
                .flatMap(one -> one.nodes().stream())
                .map(node -> node.path("Relation Name").asString(""))
                .toList();
        assertThat(read)
                .contains("operation", "audit_entry", "audit_checkpoint", "plan_item", "reservation", "approval")
                .contains("security_entry");
    }

    @Test
    void no_statement_reads_a_table_that_grows_from_one_end_to_the_other() {
        assertThat(large).contains("operation", "audit_entry");
        assertThat(statements)
                .allSatisfy(each -> assertThat(each.readWhole())
                        .as("%s%n%s", each.sql(), each.summary())
                        .doesNotContainAnyElementsOf(large));
    }

    @Test
    void no_statement_reads_more_pages_in_a_longer_history() {
        var readers = statements.stream()
                // by design a verification reads everything, in portions of at most 20,000 entries
                .filter(each -> !each.reads(Set.of("verification_head")))
                .toList();
        assertThat(readers)
                .hasSizeGreaterThan(50)
                .allSatisfy(each -> assertThat(each.grows(AT_MOST))
                        .as(
                                "%.0f pages instead of %.0f: %s%n%s",
                                each.pages(), each.pagesBefore(), each.sql(), each.summary())
                        .isFalse());
    }
}
