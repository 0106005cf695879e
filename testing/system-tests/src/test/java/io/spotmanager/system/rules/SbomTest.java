package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spotmanager.audit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each part carries the list of its libraries, which names what is in it, and docs/libraries.md says why each is there. */
class SbomTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String OURS = "ours";
    private static final Pattern NAMED = Pattern.compile("`([^` ]+)`");

    /** Empty jars that only name others, which the packer leaves out. */
    private static final Pattern STARTER = Pattern.compile("spring-boot-starter(-.*)?");

    /** Spring Boot puts it into each jar when it packs it. */
    private static final Pattern OF_THE_PACKER = Pattern.compile("spring-boot-jarmode-tools-.*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "api-gateway",
                "migration-worker",
                "launch-worker",
                "inventory-worker",
                "quickstart",
                "testing/simulator"
            })
    void the_list_of_a_part_is_valid_and_names_exactly_what_is_in_its_jar(String module) throws IOException {
        try (var jar = application(module)) {
            var list = list(jar);

            assertThat(faults(list)).isEmpty();
            assertThat(list.at("/metadata/component/name").asString())
                    .isEqualTo(Path.of(module).getFileName().toString());
            var named = named(list);
            var contained = contained(jar);
            // Our own are made anew by each build, also by one without a network, which leaves the list as it was.
            contained.replaceAll((library, hash) -> OURS.equals(named.get(library)) ? OURS : hash);
            assertThat(named).as("by SHA-256").containsExactlyInAnyOrderEntriesOf(contained);
        }
    }

    @Test
    void what_is_not_valid_is_noticed() throws IOException {
        try (var jar = application("db")) {
            var list = list(jar).toString();

            assertThat(faults(Json.MAPPER.readTree(list.replace("\"type\":\"library\"", "\"type\":\"thing\""))))
                    .isNotEmpty();
            assertThat(faults(Json.MAPPER.readTree(
                            list.replace("\"bomFormat\":\"CycloneDX\"", "\"bomFormat\":\"other\""))))
                    .isNotEmpty();
        }
    }

    @Test
    void every_library_has_its_reason_and_none_is_there_that_was_removed() throws IOException {
        var kept = patterns("## What is in the parts");
        var removed = patterns("## What was removed");
        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(removed).hasSizeGreaterThan(4);
        try (var jar = application("quickstart")) {
            assertThat(contained(jar).keySet()).allSatisfy(library -> {
                assertThat(removed).as("docs/libraries.md says it was removed").noneMatch(one -> matches(one, library));
                assertThat(kept).as("docs/libraries.md gives a reason").anyMatch(one -> matches(one, library));
            });
        }
    }

    private static boolean matches(Pattern names, String library) {
        return names.matcher(library).matches();
    }

    /** The first column of the tables below that heading, in which a star stands for anything. */
    private static List<Pattern> patterns(String heading) throws IOException {
        var page = Files.readString(ROOT.resolve("docs/libraries.md"));
        var section = page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(cell -> NAMED.matcher(cell).results().map(MatchResult::group))
                .map(name -> name.replace("`", ""))
                .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q") + "-[0-9].*"))
                .toList();
    }

    private static JarFile application(String module) throws IOException {
        try (var files = Files.list(ROOT.resolve(module).resolve("target"))) {
            return new JarFile(files.filter(file -> file.toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toFile());
        }
    }

    private static JsonNode list(JarFile jar) throws IOException {
        var where = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
        assumeTrue(
                where != null || "true".equals(System.getenv("CI")),
                "built without a network, and then without the list: `./mvnw package` makes it");
        assertThat(where).as("the manifest says where the list is").isNotNull();
        return Json.MAPPER.readTree(read(jar, where));
    }

    private static byte[] read(JarFile jar, String entry) {
        try (InputStream content = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of each library by its name and version. */
    private static Map<String, String> named(JsonNode list) {
        var named = new TreeMap<String, String>();
        list.path("components")
                .valueStream()
                .filter(SbomTest::isAFile)
                .forEach(component -> named.put(
                        component.path("name").asString() + "-"
                                + component.path("version").asString() + classifier(component),
                        component.path("group").asString().equals("io.spotmanager") ? OURS : hash(component)));
        return named;
    }

    private static String hash(JsonNode component) {
        return component
                .path("hashes")
                .valueStream()
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findFirst()
                .orElse("none");
    }

    private static boolean isAFile(JsonNode component) {
        return !STARTER.matcher(component.path("name").asString()).matches();
    }

    private static String classifier(JsonNode component) {
        var address = component.path("purl").asString();
        var found = Pattern.compile("classifier=([^&]+)").matcher(address);
        return found.find() ? "-" + found.group(1) : "";
    }

    private static Map<String, String> contained(JarFile jar) {
        var contained = new TreeMap<String, String>();
        jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .forEach(name -> {
                    var library = name.substring(LIBRARIES.length()).replaceFirst("\\.jar$", "");
                    if (!OF_THE_PACKER.matcher(library).matches()) {
                        contained.put(library, sha256(read(jar, name)));
                    }
                });
        return contained;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** By the schema of CycloneDX 1.6 and those that it refers to, as their library has them. */
    private static List<String> faults(JsonNode list) {
        var base = "http://cyclonedx.org/schema/";
        var schemas = new TreeMap<String, String>();
        Stream.of("bom-1.6.schema.json", "spdx.schema.json", "jsf-0.82.schema.json")
                .forEach(name -> schemas.put(base + name, resource(name)));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of(base + "bom-1.6.schema.json"))
                .validate(list)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String resource(String name) {
        try (var file = SbomTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
