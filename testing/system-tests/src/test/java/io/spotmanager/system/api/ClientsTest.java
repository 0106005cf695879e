package io.spotmanager.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.CommandLine;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What openapi-generator makes of docs/openapi.json compiles, and moves a host. With the profile {@code clients}, which fetches the generator. */
@Timeout(300)
class ClientsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path LIBRARIES =
            Path.of(System.getProperty("spot.clients", "none")).toAbsolutePath();
    private static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").toString();

    private static Installation installation;
    private static Iterator<Move> moves;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.isDirectory(LIBRARIES), "the generator is not fetched: add -Pclients");
        installation = Installation.start(ClientsTest.class, Brokers.best(), new Installation.Size(60, 1));
        installation.inventory();
        moves = installation.cloud().fleet().spotMoves().stream()
                .filter(move -> installation.cloud().fleet().host(move.host()).empty())
                .iterator();
        try (var operator = new CommandLine(installation.gateway().address(), "operator")) {
            await("the first snapshot")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !operator.say("hosts", "--json")
                            .json()
                            .path("items")
                            .isEmpty());
        }
    }

    @AfterAll
    static void close() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void for_java_it_compiles_and_moves_a_host() throws Exception {
        generate(
                "java",
                "hideGenerationTimestamp=true,useJakartaEe=true,openApiNullable=false,disallowAdditionalPropertiesIfNotPresent=false");
        var classes = folder.resolve("classes").toString();
        var libraries = jars();
        var javac = new ArrayList<>(List.of(JAVA + "/javac", "-proc:none", "-nowarn", "-d", classes, "-cp", libraries));
        javac.add(SOURCES.resolve("Smoke.java").toString());
        javac.addAll(files(folder.resolve("src/main/java"), ".java"));
        run(javac);

        var smoke = new ArrayList<>(List.of(JAVA + "/java", "-cp", classes + File.pathSeparator + libraries, "Smoke"));
        smoke.addAll(arguments(moves.next()));
        isFine(run(smoke));
    }

    @Test
    void for_typescript_it_compiles_and_moves_a_host() throws Exception {
        assumeTrue(Tools.has("node"), "node is not installed");
        var compiler = ROOT.resolve("api-gateway/node_modules/.bin/tsc");
        assumeTrue(Files.exists(compiler), "the tools of the board are not installed: cd api-gateway && npm ci");
        generate("typescript-fetch", "importFileExtension=.js");
        Files.copy(SOURCES.resolve("smoke.ts"), folder.resolve("smoke.ts"));
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        Files.writeString(folder.resolve("tsconfig.json"), """
                {"compilerOptions": {"target": "es2022", "module": "nodenext", "moduleResolution": "nodenext", "strict": true, "types": [],
                 "lib": ["es2022", "dom"], "outDir": "out"}, "include": ["**/*.ts"]}""");
        run(List.of(compiler.toString(), "-p", folder.toString()));

        var smoke =
                new ArrayList<>(List.of("node", folder.resolve("out/smoke.js").toString()));
        smoke.addAll(arguments(moves.next()));
        isFine(run(smoke));
    }

    @Test
    void for_python_it_compiles() throws Exception {
        assumeTrue(Tools.has("python3"), "python3 is not installed");
        generate("python", "hideGenerationTimestamp=true");

        run(List.of(
                "python3",
                "-m",
                "compileall",
                "-q",
                folder.resolve("openapi_client").toString()));
    }

    private static void isFine(String said) {
        assertThat(said.lines().map(line -> line.replaceAll("(steps|types) \\d+", "$1 N")))
                .contains("types N", "preview true", "planned 1", "moved SUCCEEDED steps N", "back SUCCEEDED true 2")
                .anyMatch(
                        line -> line.startsWith("refused 404") && line.contains("urn:spot-manager:problem:not-found"));
    }

    private static List<String> arguments(Move move) {
        return List.of(
                installation.gateway().address().toString(),
                "operator",
                Installation.PASSWORD,
                move.host(),
                move.sourceAggregate(),
                move.targetAggregate());
    }

    private void generate(String language, String properties) throws Exception {
        run(List.of(
                JAVA + "/java",
                "-Xmx512m",
                "-jar",
                LIBRARIES.resolve("openapi-generator-cli.jar").toString(),
                "generate",
                "-g",
                language,
                "-i",
                ROOT.resolve("docs/openapi.json").toString(),
                "-o",
                folder.toString(),
                "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                "--additional-properties=" + properties));
    }

    private static String jars() throws IOException {
        try (var jars = Files.list(LIBRARIES)) {
            return jars.map(Path::toString)
                    .filter(jar -> !jar.endsWith("openapi-generator-cli.jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static List<String> files(Path below, String end) throws IOException {
        try (var files = Files.walk(below)) {
            return files.map(Path::toString).filter(file -> file.endsWith(end)).toList();
        }
    }

    private String run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command.getFirst(), output).isZero();
        return output;
    }
}
