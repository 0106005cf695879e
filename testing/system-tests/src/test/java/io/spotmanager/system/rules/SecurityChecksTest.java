package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security-checks.md names tests that exist, or says that there is none. */
class SecurityChecksTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

    @Test
    void every_line_names_tests_that_exist() throws IOException {
        var lines = lines();
        var tests = tests();

        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> {
            var shownBy = line.substring(line.substring(0, line.length() - 1).lastIndexOf('|') + 1);
            var named = NAMED.matcher(shownBy)
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replace("`", ""))
                    .toList();
            assertThat(named.isEmpty()).as(line).isEqualTo(shownBy.contains("none"));
            assertThat(tests).as(line).containsAll(named);
        });
    }

    private static List<String> lines() throws IOException {
        try (var lines = Files.lines(ROOT.resolve("docs/security-checks.md"))) {
            return lines.filter(line -> line.matches("\\| (API\\d|16\\.).*\\|")).toList();
        }
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toList());
        }
    }
}
