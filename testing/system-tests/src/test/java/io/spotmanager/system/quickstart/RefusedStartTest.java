package io.spotmanager.system.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a demo from starting is told in a sentence with the way out, before anything else is started. */
class RefusedStartTest {
    @TempDir
    private Path folder;

    @Test
    void a_port_in_use_is_named_at_once() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            assertRefused(demo(folder.resolve("data"), port, Map.of()), "Port " + port, "--port");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_file_is_no_folder_of_data() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertRefused(demo(file, "0", Map.of()), file.toString(), "it is a file, not a folder", "--data");
        assertRefused(demo(file.resolve("below"), "0", Map.of()), file.toString(), "--data");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws Exception {
        assertRefused(demo(Path.of("/proc/spot"), "0", Map.of()), "The folder /proc/spot cannot be used", "--data");
    }

    @Test
    void a_folder_that_another_run_uses_is_named() throws Exception {
        try (var lock = FileChannel.open(
                folder.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();

            assertRefused(demo(folder, "0", Map.of()), "Another Spot Manager runs on " + folder, "--data");
        }
    }

    @Test
    void what_a_power_cut_left_is_named() throws Exception {
        var left = Files.createFile(
                Files.createDirectory(folder.resolve("postgres")).resolve("postmaster.pid"));

        assertRefused(demo(folder, "0", Map.of()), left.toString(), "delete that file");
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_by_its_setting() throws Exception {
        var nobody = Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/spot");

        assertRefused(demo(folder.resolve("data"), "0", nobody), "cannot be reached", "SPRING_DATASOURCE_URL");
    }

    @Test
    void an_address_that_is_none_is_refused_without_being_shown() throws Exception {
        var wrong = Map.of("SPRING_DATASOURCE_URL", "jdbc:mysql://db/spot?password=hidden");

        var output = demo(folder.resolve("data"), "0", wrong);

        assertRefused(output, "SPRING_DATASOURCE_URL", "jdbc:postgresql://");
        assertThat(output.output()).doesNotContain("hidden");
    }

    private static Refusal demo(Path data, String port, Map<String, String> environment)
            throws IOException, InterruptedException {
        return Refusal.of("quickstart", List.of("demo", "--port", port, "--data", data.toString()), environment);
    }

    private static void assertRefused(Refusal refusal, String... words) {
        assertThat(refusal.exitCode()).as(refusal.output()).isEqualTo(2);
        assertThat(refusal.output()).contains(words).doesNotContain("\tat ");
    }
}
