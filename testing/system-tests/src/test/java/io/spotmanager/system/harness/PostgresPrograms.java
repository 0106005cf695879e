package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folder of the programs of an installed PostgreSQL. */
record PostgresPrograms(Path folder) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** Returns those of the oldest installed server; empty if there is none. */
    static Optional<PostgresPrograms> oldest() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .min(Comparator.comparingInt(version -> Integer.parseInt(String.valueOf(version.getFileName()))))
                    .map(version -> new PostgresPrograms(version.resolve("bin")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    List<String> words(String program, String... arguments) {
        var words = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(program(program).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    /** Returns the command line of a server on loopback. */
    List<String> server(Path data, Path sockets, int port, String... settings) {
        var words = words("postgres", "-D", data.toString());
        for (var setting :
                List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories=" + sockets)) {
            words.addAll(List.of("-c", setting));
        }
        for (var setting : settings) {
            words.addAll(List.of("-c", setting));
        }
        return words;
    }

    List<String> initdb(Path data) {
        return words("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8");
    }

    /** Blocks until it has ended; fails with its output unless it ended well. */
    static void run(List<String> words) {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
