package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What compose/cluster.yml and compose/observe.yml add to docker-compose.yml. */
class ComposeAdditionsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> PARTS =
            List.of("gateway", "migration-worker", "launch-worker", "inventory-worker");

    @Test
    void every_node_of_the_broker_finds_all_others_and_every_part_knows_all_of_them() throws IOException {
        var services = services("compose/cluster.yml");
        var nodes = services.keySet().stream()
                .filter(name -> name.startsWith("rabbitmq"))
                .toList();

        assertThat(nodes).hasSize(3);
        assertThat(all("= rabbit@([a-z0-9-]+)", text("compose/rabbitmq/cluster.conf")))
                .containsExactlyElementsOf(nodes);
        for (var part : PARTS) {
            assertThat(map(map(services.get(part)).get("environment")).get("SPRING_RABBITMQ_ADDRESSES"))
                    .asString()
                    .isEqualTo(String.join(
                            ",", nodes.stream().map("%s:5672"::formatted).toList()));
            assertThat(map(map(services.get(part)).get("depends_on")).keySet())
                    .map(String::valueOf)
                    .containsExactlyElementsOf(nodes.subList(1, nodes.size()));
        }
    }

    @Test
    void the_other_nodes_are_the_first_one_again_with_a_name_and_data_of_their_own() throws IOException {
        var services = services("compose/cluster.yml");

        for (var node : List.of("rabbitmq-2", "rabbitmq-3")) {
            var service = map(services.get(node));
            assertThat(map(service.get("extends")).get("service")).isEqualTo("rabbitmq");
            assertThat(service.get("hostname")).isEqualTo(node);
            assertThat(service.get("volumes")).asString().contains(node + ":/var/lib/rabbitmq");
        }
    }

    @Test
    void what_watches_has_no_more_than_it_needs_and_is_published_on_this_machine_alone() throws IOException {
        var services = services("compose/observe.yml");

        for (var name : List.of("prometheus", "grafana")) {
            var service = map(services.get(name));
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.keySet()).map(String::valueOf).contains("mem_limit", "pids_limit", "tmpfs");
            assertThat(service.get("ports")).asString().startsWith("[127.0.0.1:");
        }
    }

    @Test
    void prometheus_asks_every_part_at_the_port_that_its_health_check_asks() throws IOException {
        Map<String, Object> file = new Yaml().load(text("compose/prometheus/prometheus.yml"));
        var parts = services("docker-compose.yml");

        var jobs = (List<?>) file.getOrDefault("scrape_configs", List.of());
        assertThat(jobs).hasSameSizeAs(PARTS).allSatisfy(job -> {
            var name = String.valueOf(map(job).get("job_name"));
            var found = map(((List<?>) map(job).getOrDefault("dns_sd_configs", List.of())).getFirst());
            var check = map(map(parts.get(name)).get("healthcheck")).get("test");
            assertThat(found.get("names")).isEqualTo(List.of(name));
            assertThat(check).asString().contains("answers, " + found.get("port") + ",");
        });
    }

    @Test
    void every_secret_of_the_additions_is_drawn_with_the_others() throws IOException {
        var drawn = all("(?m)^([A-Z_]+_PASSWORD)=$", text(".env.example"));

        for (var file : List.of("compose/cluster.yml", "compose/observe.yml")) {
            assertThat(drawn).containsAll(all("\\$\\{([A-Z_]+_PASSWORD)", text(file)));
        }
    }

    @Test
    void every_image_has_an_exact_tag() throws IOException {
        var tags = all("(?m)^([A-Z]+_TAG)=.+", text("images.env"));

        for (var file : List.of("docker-compose.yml", "compose/observe.yml")) {
            assertThat(tags).containsAll(all("\\$\\{([A-Z]+_TAG):-", text(file)));
        }
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Map<String, Object> services(String file) throws IOException {
        Map<String, Map<String, Object>> all = new Yaml().load(text(file));
        return all.getOrDefault("services", Map.of());
    }

    private static Map<?, Object> map(@Nullable Object value) {
        @SuppressWarnings("unchecked")
        var map = (Map<?, Object>) (value instanceof Map<?, ?> any ? any : Map.of());
        return map;
    }
}
