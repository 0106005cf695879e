package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security-checks.md names tests that exist, or says why there is none, for every requirement. */
class SecurityChecksTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    /** Tests of the board are files that one command runs, so none of them can be left out. */
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test|[a-z-]+\\.test\\.js)`");

    private static final Pattern LINE = Pattern.compile("\\| (API\\d+|\\d+\\.\\d+\\.\\d+) .*\\|");
    private static final Set<String> WITHOUT_TEST = Set.of("missing", "does not apply", "documents");

    @Test
    void every_line_names_tests_that_exist_or_says_why_there_is_none() throws IOException {
        var lines = lines();
        var tests = tests();

        assertThat(lines).hasSizeGreaterThan(200).allSatisfy(line -> {
            var shownBy = line.substring(line.substring(0, line.length() - 1).lastIndexOf('|') + 1, line.length() - 1)
                    .strip();
            var named = named(shownBy);
            assertThat(named.isEmpty()).as(line).isEqualTo(WITHOUT_TEST.contains(shownBy));
            assertThat(tests).as(line).containsAll(named);
        });
    }

    /** The published requirements of levels 1 and 2; further ones may be there. */
    @Test
    void no_requirement_of_asvs_is_left_out_or_twice_there() throws IOException {
        var numbers = lines().stream().map(line -> line.split(" ", 3)[1]).toList();
        try (var file = SecurityChecksTest.class.getResourceAsStream("/asvs-5.0.0-levels-1-and-2.txt")) {
            var required = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();

            assertThat(required).hasSize(253);
            assertThat(numbers).doesNotHaveDuplicates().containsAll(required);
        }
    }

    @Test
    void the_threat_model_names_tests_that_exist() throws IOException {
        var named = named(Files.readString(ROOT.resolve("SECURITY.md")));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(tests()).containsAll(named);
    }

    private static List<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
    }

    private static List<String> lines() throws IOException {
        try (var lines = Files.lines(ROOT.resolve("docs/security-checks.md"))) {
            return lines.filter(LINE.asMatchPredicate()).toList();
        }
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith(".test.js"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toList());
        }
    }
}
