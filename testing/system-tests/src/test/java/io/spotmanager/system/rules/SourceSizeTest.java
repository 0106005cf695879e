package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits the length of source files. */
class SourceSizeTest {
    private static final int LONGEST = 300;
    private static final int NINETIETH = 150;
    private static final Map<Path, Long> lines = new TreeMap<>();

    @BeforeAll
    static void count() throws IOException {
        var root = Path.of("../..").toAbsolutePath().normalize();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(SourceSizeTest::isMainSource).toList()) {
                try (var text = Files.lines(file)) {
                    lines.put(root.relativize(file), text.count());
                }
            }
        }
        assertThat(lines).as("main sources under " + root).hasSizeGreaterThan(100);
    }

    private static boolean isMainSource(Path file) {
        var path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    @Test
    void no_file_is_longer_than_three_hundred_lines() {
        assertThat(lines)
                .allSatisfy(
                        (file, count) -> assertThat(count).as(file.toString()).isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void nine_files_of_ten_have_at_most_a_hundred_and_fifty_lines() {
        var counts = lines.values().stream().sorted().toList();
        assertThat(counts.get(counts.size() * 9 / 10)).isLessThanOrEqualTo(NINETIETH);
    }
}
