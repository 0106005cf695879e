package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.spotmanager.domain.settings.KnownSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/** The list of settings is what the code reads, and docs/settings.md is the list. */
class SettingsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path DOCUMENT = ROOT.resolve("docs/settings.md");
    private static final Pattern NAMES =
            Pattern.compile("(?:\"|\\$\\{)((?:SPOT|HYPERSTACK|RUNPOD|NETBOX)_[A-Z0-9_]*[A-Z0-9])[\":}]");
    private static final Pattern PLACEHOLDERS = Pattern.compile("\\$\\{(spot\\.[a-z.-]+)[:}]");

    /** Variables of the command line and of the build, and beginnings of names. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "SPOT_TOKEN",
            "SPOT_TOKEN_FILE",
            "SPOT_ADDRESS",
            "SPOT_CA_FILE",
            "SPOT_CONFIG",
            "SPOT_URL",
            "SPOT_USER",
            "SPOT_PASSWORD",
            "SPOT_COMMIT",
            "SPOT_VERSION",
            "SPOT_GATEWAY_ADDRESS",
            "SPOT_GATEWAY_PORT",
            "SPOT_SIMULATOR_PORT",
            "SPOT_DEMO",
            "NETBOX_STATUS", // a reason why a host is out of stock
            "SPOT_REGION",
            "SPOT_POOL",
            "SPOT_GPU",
            "SPOT_OIDC",
            "SPOT_DATABASE",
            "SPOT_DATABASE_APPLICATION",
            "SPOT_TEST");

    @Test
    void the_document_is_the_list() throws IOException {
        var fresh = document();
        if (Boolean.getBoolean("spot.settings.write")) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("write it anew with -Dspot.settings.write=true on this test")
                .isEqualTo(fresh);
    }

    private static String document() {
        return """
                # Settings

                Made from `libs/domain/src/main/resources/io/spotmanager/domain/settings/settings.tsv`, which the parts read at their start; `SettingsTest` compares
                it with the code. How settings are given, secrets from files, and TLS: [operations.md](operations.md#settings). A star stands for a name that you choose.
                With **F** the value can also come from a file, whose path is in the variable of that name with `_FILE` behind it.

                | variable | default | meaning |
                | --- | --- | --- |
                """
                + KnownSettings.lines().stream()
                        .map(line -> "| %s | %s | %s |\n"
                                .formatted(
                                        line.names().stream()
                                                .map(name -> "`" + name.text() + "`" + (name.secret() ? " **F**" : ""))
                                                .collect(Collectors.joining(", ")),
                                        line.defaults(),
                                        line.meaning()))
                        .collect(Collectors.joining());
    }

    @Test
    void every_setting_that_the_code_reads_is_in_the_list() throws IOException {
        assertThat(read()).allMatch(SettingsTest::isListed, "is in settings.tsv");
    }

    @Test
    void every_setting_in_the_list_is_read_by_the_code() throws IOException {
        var read = read().stream().map(SettingsTest::plain).collect(Collectors.toSet());

        assertThat(KnownSettings.lines().stream()
                        .flatMap(line -> line.names().stream())
                        .map(KnownSettings.Name::text)
                        .filter(name -> name.matches("(SPOT|HYPERSTACK|RUNPOD|NETBOX)_.*"))
                        .filter(name -> !name.contains("*") && !name.startsWith("SPOT_DATABASE_")))
                .allMatch(name -> read.contains(plain(name)), "is read by the code");
    }

    private static boolean isListed(String variable) {
        return KnownSettings.lines().stream()
                .flatMap(line -> line.names().stream())
                .anyMatch(name -> variable.matches(name.text().replace("*", "[A-Z0-9_]*"))
                        || plain(variable).equals(plain(name.text())));
    }

    private static String plain(String variable) {
        return variable.replace("_", "");
    }

    /** Returns the variables of the classes that Spring fills, and those that are named in the code. */
    private static Set<String> read() throws IOException {
        var names = new TreeSet<String>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.spotmanager")
                        .stream()
                        .filter(each -> each.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .forEach(each -> add(
                                each.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                each,
                                names));
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(SettingsTest::isOfAPart).toList()) {
                var text = Files.readString(file);
                NAMES.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
                PLACEHOLDERS
                        .matcher(text)
                        .results()
                        .map(found -> variable(found.group(1)))
                        .forEach(names::add);
            }
        }
        names.removeAll(NO_SETTINGS);
        return names;
    }

    private static boolean isOfAPart(Path file) {
        var path = ROOT.relativize(file).toString();
        return path.contains("src/main/")
                && !path.startsWith("testing")
                && !path.contains("/target/")
                && !path.endsWith("RenamedSettings.java")
                && !path.endsWith("UnknownSettings.java")
                && (path.endsWith(".java") || path.endsWith(".yaml"));
    }

    private static void add(String prefix, Class<?> settings, Set<String> names) {
        if (settings.getRecordComponents() == null) {
            return;
        }
        for (RecordComponent component : settings.getRecordComponents()) {
            var type = component.getType();
            var name = prefix + "." + nameOf(settings, component);
            if (type.isRecord() && type.getPackageName().startsWith("io.spotmanager")) {
                add(name, type, names);
            } else if (!java.util.Map.class.isAssignableFrom(type)) {
                names.add(variable(name));
            }
        }
    }

    private static String nameOf(Class<?> settings, RecordComponent component) {
        return Stream.of(settings.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(Name.class)))
                .map(Name::value)
                .findFirst()
                .orElse(component.getName());
    }

    private static String variable(String property) {
        return property.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[.-]", "_");
    }
}
