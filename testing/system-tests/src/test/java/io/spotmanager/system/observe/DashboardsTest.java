package io.spotmanager.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the dashboards, as Grafana 10 and later import it. */
class DashboardsTest {
    private static final int COLUMNS = 24;

    static Stream<Dashboard> dashboards() {
        return Dashboard.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void it_can_be_imported_beside_others_and_asks_which_prometheus_to_read(Dashboard dashboard) {
        var json = dashboard.json();

        assertThat(json.path("uid").asString()).startsWith("spot-");
        assertThat(json.path("title").asString()).startsWith("Spot Manager: ");
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(json.has("id")).as("an id belongs to one Grafana").isFalse();
        assertThat(json.path("templating").path("list").get(0).path("type").asString())
                .isEqualTo("datasource");
        assertThat(dashboard.queries()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void its_panels_have_ids_and_places_of_their_own_and_queries_to_the_chosen_prometheus(Dashboard dashboard) {
        var panels = dashboard.panels().toList();

        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels.stream().map(panel -> panel.path("title").asString())).doesNotHaveDuplicates();
        assertThat(panels.stream()
                        .map(panel -> panel.path("gridPos"))
                        .collect(Collectors.groupingBy(
                                place -> place.path("y").asInt(),
                                Collectors.summingInt(place -> place.path("w").asInt())))
                        .values())
                .allMatch(width -> width == COLUMNS);
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.path("type").asString()).isIn("timeseries", "stat", "table");
            assertThat(panel.path("targets").valueStream()).isNotEmpty().allSatisfy(target -> {
                assertThat(target.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asString()).isNotBlank().doesNotContain("$");
            });
        });
    }
}
