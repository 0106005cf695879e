package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is delivered, and so what an image holds, are classes and resources: no sources, no history of them, nothing of a developer's machine. */
class JarContentsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern OURS = Pattern.compile(
            "BOOT-INF/lib/(audit|clouds|db|domain|fleet|moves|questions|tracing|workflow|api-gateway|simulator|[a-z]+-worker)-\\d.*\\.jar");
    private static final Pattern FOREIGN = Pattern.compile(
            "(.*/)?(\\.git.*|\\.env.*|\\.idea|.*\\.java|.*\\.pem|.*\\.key|.*\\.jks|.*\\.test\\.js|node_modules|package-lock\\.json|application-local.*)(/.*)?");

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
    void a_part_holds_nothing_but_what_it_runs_on(String module) throws IOException {
        var entries = entries(jar(module));

        assertThat(entries).anyMatch(name -> name.endsWith(".class")).noneMatch(FOREIGN.asMatchPredicate());
    }

    private static Path jar(String module) throws IOException {
        try (var files = Files.list(ROOT.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("build %s first".formatted(module)));
        }
    }

    /** Of the jar and of each of ours within it; what others deliver is theirs. */
    private static List<String> entries(Path file) throws IOException {
        var names = new ArrayList<String>();
        try (var jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream().toList()) {
                names.add(entry.getName());
                if (OURS.matcher(entry.getName()).matches()) {
                    try (var within = new JarInputStream(jar.getInputStream(entry))) {
                        for (var own = within.getNextEntry(); own != null; own = within.getNextEntry()) {
                            names.add(own.getName());
                        }
                    }
                }
            }
        }
        return names;
    }
}
