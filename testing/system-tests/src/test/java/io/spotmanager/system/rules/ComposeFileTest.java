package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.settings.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml gives to each part, and what it withholds from it. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Map<String, Map<String, Object>> services = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        services.putAll(file.getOrDefault("services", Map.of()));
    }

    private static Map<String, Object> service(String name) {
        return services.getOrDefault(name, Map.of());
    }

    private static Map<String, String> environment(String service) {
        return ((Map<?, ?>) service(service).getOrDefault("environment", Map.of()))
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }

    /** Returns the variables of {@code .env} that end up in the environment of a service. */
    private static Set<String> variables(String service) {
        return environment(service).values().stream()
                .flatMap(value -> java.util.regex.Pattern.compile("\\$\\{([A-Z0-9_]+)")
                        .matcher(value)
                        .results()
                        .map(match -> match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,          GATEWAY",
        "migration-worker, MIGRATION_WORKER",
        "launch-worker,    LAUNCH_WORKER",
        "inventory-worker, INVENTORY_WORKER"
    })
    void each_part_logs_in_to_the_database_as_its_own_role_and_knows_no_other_password(String service, String part) {
        var role = "spot_" + service.replace('-', '_');

        assertThat(environment(service)).containsEntry("SPRING_DATASOURCE_USERNAME", role);
        assertThat(variables(service))
                .filteredOn(variable -> variable.startsWith("POSTGRES_"))
                .containsExactly("POSTGRES_%s_PASSWORD".formatted(part));
        assertThat(environment("schema"))
                .containsEntry("SPOT_DATABASE_%s_USER".formatted(part), role)
                .containsEntry(
                        "SPOT_DATABASE_%s_PASSWORD".formatted(part),
                        environment(service).get("SPRING_DATASOURCE_PASSWORD"));
    }

    @Test
    void the_owner_of_the_tables_is_the_schema_migration_alone() {
        assertThat(services.keySet())
                .filteredOn(service -> variables(service).contains("POSTGRES_PASSWORD"))
                .containsExactly("postgres", "schema");
    }

    @Test
    void what_is_needed_stands_in_the_example_of_the_settings() throws IOException {
        var example = Files.readString(ROOT.resolve(".env.example"));
        var needed = java.util.regex.Pattern.compile("\\$\\{([A-Z0-9_]+):\\?")
                .matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(needed)
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(example).contains("\n" + variable + "=\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,          GATEWAY",
        "migration-worker, MIGRATION_WORKER",
        "launch-worker,    LAUNCH_WORKER",
        "inventory-worker, INVENTORY_WORKER"
    })
    void each_part_logs_in_to_the_broker_as_its_own_user_and_knows_no_other_password(String service, String part) {
        assertThat(environment(service)).containsEntry("SPRING_RABBITMQ_USERNAME", "spot_" + service.replace('-', '_'));
        assertThat(variables(service))
                .filteredOn(variable -> variable.startsWith("RABBITMQ_"))
                .containsExactly("RABBITMQ_%s_PASSWORD".formatted(part));
        assertThat(environment("rabbitmq"))
                .containsEntry(
                        "RABBITMQ_%s_PASSWORD".formatted(part),
                        environment(service).get("SPRING_RABBITMQ_PASSWORD"));
    }

    @Test
    void only_the_launch_worker_has_the_key_of_runpod_and_only_the_inventory_worker_the_token_of_netbox() {
        assertThat(services.keySet())
                .filteredOn(service -> environment(service).containsKey("RUNPOD_API_KEY"))
                .containsExactly("launch-worker");
        assertThat(services.keySet())
                .filteredOn(service -> environment(service).containsKey("NETBOX_TOKEN"))
                .containsExactly("inventory-worker");
        assertThat(services.keySet())
                .filteredOn(service -> environment(service).containsKey("HYPERSTACK_API_KEY"))
                .containsExactly("inventory-worker", "launch-worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OS_USERNAME", "OS_PASSWORD", "OS_APPLICATION_CREDENTIAL_ID", "OS_APPLICATION_CREDENTIAL_SECRET"
            })
    void what_changes_no_cloud_can_have_a_login_that_only_reads(String setting) {
        assertThat(environment("inventory-worker").get(setting)).startsWith("${READER_" + setting + ":-");
        for (var service : List.of("migration-worker", "launch-worker")) {
            assertThat(environment(service).get(setting)).as(service).startsWith("${" + setting + ":-");
        }
    }

    @Test
    void the_gateway_has_no_credential_and_no_address_of_any_cloud() {
        assertThat(environment("gateway").keySet())
                .filteredOn(setting -> setting.matches("(OS|HYPERSTACK|RUNPOD|NETBOX|READER)_.*|SPOT_(CLOUD|REGION).*"))
                .isEmpty();
    }

    @Test
    void no_container_has_more_than_it_needs() {
        assertThat(services).hasSizeGreaterThan(6).allSatisfy((name, service) -> {
            assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service).containsEntry("security_opt", List.of("no-new-privileges:true"));
            assertThat(service).containsKeys("tmpfs", "mem_limit", "pids_limit");
            assertThat(service).doesNotContainKeys("privileged", "devices", "pid", "ipc", "network_mode");
            assertThat(service.getOrDefault("user", "as its image says").toString())
                    .doesNotMatch("(0|root)(:.*)?");
        });
    }

    /** The images of others begin as root to hand the volume to their user. */
    @Test
    void only_database_and_broker_have_capabilities_and_these_alone() {
        assertThat(services.keySet())
                .filteredOn(service -> service(service).containsKey("cap_add"))
                .containsExactly("postgres", "rabbitmq")
                .allSatisfy(service -> assertThat(service(service).get("cap_add"))
                        .isEqualTo(List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID")));
    }

    @Test
    void database_and_broker_are_reached_by_nobody_outside() {
        for (var service : List.of("postgres", "rabbitmq", "schema")) {
            assertThat(service(service)).doesNotContainKey("ports").containsEntry("networks", List.of("data"));
        }
    }

    /** They need a file in the container, belong to services that are not those of this file, or differ for each replica. */
    private static final Set<String> BY_AN_OVERRIDE = Set.of(
            "SPOT_HISTORY_KEEP_MONTHS", // of a command that an operator runs
            "SPOT_HISTORY_ARCHIVE_DIR",
            "SPOT_POSTGRES_BIN",
            "SPOT_DATABASE_APPLICATION_USER",
            "SPRING_RABBITMQ_PORT",
            "SPRING_RABBITMQ_ADDRESSES",
            "SPOT_METRICS_TOKEN_FILE",
            "SPOT_AUDIT_KEY_FILE",
            "SPOT_DATABASE_APPLICATION_PASSWORD",
            "OS_CLOUD",
            "OS_CACERT",
            "OS_CERT",
            "OS_KEY",
            "OS_INSECURE",
            "SPOT_WITNESS_DIR",
            "SPOT_CLOUD_INIT_FILE",
            "SPOT_WORKER_NAME",
            "HTTPS_PROXY",
            "HTTP_PROXY",
            "ALL_PROXY",
            "NO_PROXY");

    @Test
    void every_setting_of_the_document_reaches_a_part() {
        var passed = services.keySet().stream()
                .flatMap(service -> environment(service).keySet().stream())
                .collect(Collectors.toSet());

        assertThat(KnownSettings.lines().stream()
                        .flatMap(line -> line.names().stream())
                        .map(KnownSettings.Name::text)
                        .filter(name -> !name.contains("*") && !BY_AN_OVERRIDE.contains(name)))
                .isSubsetOf(passed);
    }

    @Test
    void every_variable_of_the_example_is_used() throws IOException {
        var files = new StringBuilder("${COMPOSE_FILE}"); // is Compose's own
        for (var file : List.of("docker-compose.yml", "compose/cluster.yml", "compose/observe.yml")) {
            files.append(Files.readString(ROOT.resolve(file)));
        }
        var text = files.toString();

        assertThat(java.util.regex.Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]+)=")
                        .matcher(Files.readString(ROOT.resolve(".env.example")))
                        .results()
                        .map(found -> found.group(1)))
                .allMatch(
                        name -> text.contains("${" + name) || text.contains(" " + name + ":"),
                        "is in one of the Compose files");
    }

    @Test
    void gateways_and_workers_can_be_scaled() {
        for (var part : List.of("gateway", "migration-worker", "launch-worker", "inventory-worker")) {
            assertThat(service(part)).doesNotContainKeys("ports", "container_name", "hostname");
        }
        assertThat(service("proxy")).containsEntry("networks", List.of("front"));
    }
}
