package io.spotmanager.quickstart;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Protects the embedded database by a password. {@code initdb} creates a server that trusts every user of the machine, so
 * before each start this replaces its rules and sets the password of its only user. The server runs in single-user mode for
 * that, without a port or socket, so no other user can connect.
 *
 * @param binaries the folder of the server's programs
 */
record DatabaseLogin(Path binaries, String password) {
    private static final int SECONDS = 120;
    private static final String RULES = """
            # Written anew by Spot Manager at each start: the product alone may connect.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /**
     * Blocks until the data folder of a stopped server accepts only this password.
     *
     * @throws IllegalStateException if the server's program fails
     */
    void require(Path data) {
        try {
            DataFolder.ownerAlone(binaries); // the library makes it writable for everybody
            Files.writeString(data.resolve("pg_hba.conf"), RULES);
            var program = new ProcessBuilder(singleUser(data))
                    .redirectErrorStream(true)
                    .start();
            try (var statements = program.outputWriter(StandardCharsets.UTF_8)) {
                // Quotes cannot occur in the password. A statement ends with the line.
                statements.write("alter role postgres password '%s'\n".formatted(password));
            }
            var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!program.waitFor(SECONDS, TimeUnit.SECONDS) || program.exitValue() != 0 || said.contains("ERROR:")) {
                program.destroyForcibly();
                throw new IllegalStateException(
                        "The embedded database in %s did not take its password: %s".formatted(data, said.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded database was prepared", e);
        }
    }

    private List<String> singleUser(Path data) throws IOException {
        var words = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            words.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root; the library does the same
        }
        words.addAll(List.of(program().toString(), "--single", "-D", data.toString(), "postgres"));
        return words;
    }

    private Path program() throws IOException {
        try (var folders = Files.newDirectoryStream(binaries, "PG-*")) {
            for (var folder : folders) {
                var program = folder.resolve("bin/postgres");
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        throw new IllegalStateException("There is no program of PostgreSQL in %s.".formatted(binaries));
    }

    @Override
    public String toString() {
        return "login of the embedded database";
    }
}
