package io.spotmanager.system.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

/** The alert rules, their own tests, and what the runbook says of each. */
@Timeout(120)
class AlertRulesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve("deploy/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(FOLDER.resolve("spot.rules.yml")));
        return file.getOrDefault("groups", List.of()).stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .toList();
    }

    private static List<String> alerts() throws IOException {
        return rules().stream().map(rule -> String.valueOf(rule.get("alert"))).toList();
    }

    private static String promtool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PROMTOOL.toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void prometheus_accepts_them_and_their_tests_pass() throws Exception {
        assumeThat(PROMTOOL).as("promtool is installed").isExecutable();

        assertThat(promtool("check", "rules", "--lint=all", "--lint-fatal", "spot.rules.yml"))
                .contains("SUCCESS");
        assertThat(promtool("test", "rules", "spot.rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void each_is_tested_once_as_it_fires_and_once_as_it_does_not() throws IOException {
        var tests = Files.readString(FOLDER.resolve("spot.rules.test.yml"));

        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(
                                Pattern.compile("alertname: %s\\n\\s+eval_time: \\w+\\n\\s+exp_alerts:( \\[])?\\n"
                                                .formatted(alert))
                                        .matcher(tests)
                                        .results()
                                        .map(test -> test.group(1) == null ? "fires" : "does not"))
                        .as(alert)
                        .containsExactlyInAnyOrder("fires", "does not"));
    }

    @Test
    void each_has_an_entry_of_its_name_in_the_runbook_and_a_link_to_it() throws IOException {
        var headings = Pattern.compile("^## (Spot\\w+)$", Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("docs/runbook.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(headings).containsExactlyInAnyOrderElementsOf(alerts());
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(text(rule, "annotations", "runbook"))
                    .isEqualTo("docs/runbook.md#"
                            + String.valueOf(rule.get("alert")).toLowerCase(Locale.ROOT));
            assertThat(text(rule, "labels", "severity")).isIn("critical", "warning");
        });
    }

    private static String text(Map<String, Object> rule, String map, String key) {
        return rule.get(map) instanceof Map<?, ?> entries ? String.valueOf(entries.get(key)) : "";
    }

    @Test
    void they_use_only_metrics_that_are_in_the_table() throws IOException {
        var table = Files.readString(ROOT.resolve("docs/metrics.md"));
        Stream<String> used = rules().stream()
                .flatMap(rule -> Pattern.compile("spot_\\w+")
                        .matcher(String.valueOf(rule.get("expr")))
                        .results()
                        .map(name -> name.group().replaceFirst("_seconds_(count|sum|bucket)$", "_seconds")));

        assertThat(used).isNotEmpty().allSatisfy(name -> assertThat(table).contains("| `" + name + "` |"));
    }
}
