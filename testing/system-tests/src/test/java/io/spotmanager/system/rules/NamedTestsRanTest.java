package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./spot test} fails if a test that a security check names did not run. */
class NamedTestsRanTest {
    private static final Path SCRIPT = Path.of("named-tests-ran");

    @TempDir
    private Path folder;

    private Path reports = Path.of("");
    private Path since = Path.of("");

    @BeforeEach
    void two_checks_that_name_a_test_each() throws IOException {
        var script =
                Files.createDirectories(folder.resolve("testing/system-tests")).resolve(SCRIPT);
        Files.copy(SCRIPT, script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/security-checks.md"), "| 1.1.1 one | what | `OneTest` |\n");
        Files.writeString(folder.resolve("SECURITY.md"), "(`OtherTest`)\n");
        reports = Files.createDirectories(folder.resolve("module/target/surefire-reports"));
        since = Files.writeString(folder.resolve("since"), "");
        Files.setLastModifiedTime(since, FileTime.from(Instant.now().minusSeconds(60)));
        report("OtherTest", "<testcase name=\"a\" time=\"1\">\n  <system-out>x</system-out>\n</testcase>");
    }

    @Test
    void all_have_run_where_each_has_a_test_case_that_was_not_left_out() throws Exception {
        report("OneTest", """
                <testcase name="a" time="1">
                  <skipped message="no engine"/>
                </testcase>
                <testcase name="b" time="1"/>""");

        assertThat(exitCode()).isZero();
    }

    @Test
    void one_that_has_no_report_did_not_run() throws Exception {
        assertThat(exitCode()).isEqualTo(1);
    }

    @Test
    void one_whose_test_cases_were_all_left_out_did_not_run() throws Exception {
        report("OneTest", "<testcase name=\"a\" time=\"1\">\n  <skipped message=\"no engine\"/>\n</testcase>");

        assertThat(exitCode()).isEqualTo(1);
    }

    @Test
    void a_report_of_an_earlier_run_does_not_count() throws Exception {
        var report = report("OneTest", "<testcase name=\"a\" time=\"1\"/>");
        Files.setLastModifiedTime(report, FileTime.from(Instant.now().minusSeconds(600)));

        assertThat(exitCode()).isEqualTo(1);
    }

    private Path report(String test, String cases) throws IOException {
        return Files.writeString(
                reports.resolve("TEST-io.spotmanager.%s.xml".formatted(test)),
                "<testsuite>\n%s\n</testsuite>\n".formatted(cases));
    }

    private int exitCode() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        folder.resolve("testing/system-tests").resolve(SCRIPT).toString(), since.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        if (code != 0) {
            assertThat(output).contains("OneTest").doesNotContain("OtherTest");
        }
        return code;
    }
}
