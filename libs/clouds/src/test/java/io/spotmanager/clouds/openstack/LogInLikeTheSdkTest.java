package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same variables and files lead to the same place as with openstacksdk, or are refused by name. What openstacksdk
 * does was recorded in {@code openstacksdk.json}; {@code -Dupdate-docs=true} records it anew and writes docs/log-in.md.
 */
class LogInLikeTheSdkTest {

    private static final boolean UPDATE = Boolean.getBoolean("update-docs");
    private static final Path RESOURCES = Path.of("src/test/resources/log-in");
    private static final Path RECORDED = RESOURCES.resolve("openstacksdk.json");
    private static final Path PAGE = Path.of("../../docs/log-in.md");
    /** Debian installs openstacksdk for its own interpreter. */
    private static final String PYTHON = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private static final List<LogInCase> CASES = LogInCase.all();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final LogInServices SERVICES = new LogInServices(CASES);
    private static Map<String, LogInOutcome> sdk = Map.of();

    @TempDir
    static @Nullable Path folder;

    @BeforeAll
    static void recorded() throws Exception {
        TestCertificates.in(Objects.requireNonNull(folder));
        if (UPDATE) {
            Files.writeString(RECORDED, JSON.writeValueAsString(record()) + "\n");
        }
        Map<String, LogInOutcome> outcomes = new LinkedHashMap<>();
        JSON.readTree(Files.readString(RECORDED))
                .properties()
                .forEach(each -> outcomes.put(each.getKey(), LogInOutcome.in(each.getValue())));
        sdk = outcomes;
    }

    @AfterAll
    static void stop() {
        SERVICES.close();
    }

    static List<LogInCase> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_configuration_leads_to_the_same_place_or_is_refused_by_name(LogInCase of) {
        LogInOutcome theirs = Objects.requireNonNull(sdk.get(of.name()), "not recorded: " + of.name());
        Ours ours = ours(of);

        if (of.refused() != null) {
            assertThat(ours.refusal()).contains(of.refused());
        } else {
            assertThat(ours.refusal()).isEmpty();
            if (of.differs() == null) {
                assertThat(ours.outcome()).isEqualTo(theirs);
            } else {
                assertThat(ours.outcome()).isNotEqualTo(theirs);
                assertThat(ours.outcome().compute()).isNotEmpty();
            }
        }
    }

    @Test
    void the_recording_is_what_the_installed_openstacksdk_does() throws Exception {
        assumeTrue(isInstalled(), "python3 has no openstacksdk: apt-get install python3-openstacksdk");

        Map<String, LogInOutcome> now = record();
        assertThat(now).isEqualTo(sdk);
    }

    @Test
    void the_page_shows_every_case() throws IOException {
        String page = LogInPage.of(CASES, sdk, of -> ours(of).outcome(), of -> ours(of).refusal());
        if (UPDATE) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .withFailMessage("docs/log-in.md is not current: run this test with -Dupdate-docs=true")
                .hasContent(page);
    }

    private record Ours(LogInOutcome outcome, String refusal) {}

    private static Ours ours(LogInCase of) {
        Path work = work("ours", of);
        Map<String, String> variables = of.prepare(work, SERVICES.url(of), Objects.requireNonNull(folder));
        try {
            OpenStackSettings settings =
                    new SettingsReader(variables::get, new CloudsYaml.Places(work, work.resolve("root"))).read();
            OpenStackCloud cloud = OpenStackCloud.connect(settings, Clock.systemUTC());
            String refusal = cloud.aggregates().problem();
            var _ = cloud.servers();
            var _ = cloud.askPlacement();
            var _ = cloud.networks().networks("n");
            LogInOutcome outcome = LogInOutcome.of(of, SERVICES.requests(of), tls(settings.tls(), work));
            return new Ours(
                    outcome, of.refused() == null && outcome.compute().isEmpty() ? "" : neutral(refusal, of, work));
        } catch (InvalidConfigurationException e) {
            SERVICES.requests(of);
            return new Ours(
                    new LogInOutcome("", "", "", "", "", "", ""), neutral(String.valueOf(e.getMessage()), of, work));
        }
    }

    private static Path work(String who, LogInCase of) {
        return Objects.requireNonNull(folder).resolve(who).resolve(of.id());
    }

    private static String neutral(String text, LogInCase of, Path work) {
        return text.replace(SERVICES.url(of), "$URL").replace(work.toString(), "$DIR");
    }

    private static String tls(Tls tls, Path work) {
        return (tls.cacert() == null ? tls.verify() ? "verified" : "not verified" : "ca " + name(tls.cacert(), work))
                + (tls.cert() == null ? "" : ", certificate " + name(tls.cert(), work))
                + (tls.key() == null ? "" : ", key " + name(tls.key(), work));
    }

    private static String name(Path file, Path work) {
        return (file.isAbsolute() ? work.relativize(file) : file).toString();
    }

    /** Runs openstacksdk with every case, and returns where it went. */
    private static Map<String, LogInOutcome> record() throws IOException, InterruptedException {
        List<Map<String, Object>> input = new ArrayList<>();
        for (LogInCase of : CASES) {
            Path work = work("sdk", of);
            input.add(Map.of(
                    "id",
                    of.id(),
                    "env",
                    of.prepare(work, SERVICES.url(of), Objects.requireNonNull(folder)),
                    "cwd",
                    work.toString()));
        }
        Path in =
                Files.writeString(Objects.requireNonNull(folder).resolve("cases.json"), JSON.writeValueAsString(input));
        Path out = Objects.requireNonNull(folder).resolve("told.txt");
        Process python = new ProcessBuilder(
                        PYTHON, RESOURCES.resolve("openstacksdk.py").toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!python.waitFor(300, TimeUnit.SECONDS)) {
            python.destroyForcibly();
            throw new IllegalStateException("openstacksdk did not end within 300 s");
        }
        Map<String, LogInOutcome> outcomes = new LinkedHashMap<>();
        Map<String, JsonNode> told = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(out, StandardCharsets.UTF_8)) {
            lines.map(JSON::readTree).forEach(each -> told.put(each.path("id").asString(), each));
        }
        for (LogInCase of : CASES) {
            JsonNode each = Objects.requireNonNull(told.get(of.id()), of.name());
            outcomes.put(of.name(), LogInOutcome.of(of, SERVICES.requests(of), tls(each, work("sdk", of))));
        }
        return outcomes;
    }

    private static String tls(JsonNode told, Path work) {
        if (!told.has("verify")) {
            return "";
        }
        JsonNode cert = told.path("cert");
        JsonNode verify = told.path("verify");
        String text = verify.isString()
                ? "ca " + name(Path.of(verify.asString()), work)
                : verify.asBoolean() ? "verified" : "not verified";
        if (cert.isArray()) {
            return text + ", certificate " + name(Path.of(cert.path(0).asString()), work) + ", key "
                    + name(Path.of(cert.path(1).asString()), work);
        }
        return cert.isString() ? text + ", certificate " + name(Path.of(cert.asString()), work) : text;
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import openstack")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
