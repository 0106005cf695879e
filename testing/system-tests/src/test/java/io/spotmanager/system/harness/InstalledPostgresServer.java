package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of the PostgreSQL that is installed on this machine, with data and a port of its own. */
final class InstalledPostgresServer implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Folder folder = Folder.create("postgres");
    private final Path data = folder.path().resolve("data");
    private final Path replica = folder.path().resolve("replica");
    private final int port = Ports.free();
    private final Part server;

    private InstalledPostgresServer(Path programs) {
        this.programs = programs;
        run(words(programs.resolve("initdb"), "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8"));
        server = new Part(
                "PostgreSQL",
                new Part.Command(
                        words(
                                programs.resolve("postgres"),
                                "-D",
                                data.toString(),
                                "-c",
                                "port=" + port,
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=" + folder.path(),
                                "-c",
                                "max_connections=200"),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + ".log")),
                _ -> answers());
        comeBack();
    }

    /** Returns the folder of the oldest installed server's programs; empty if there is none. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .min(Comparator.comparingInt(version -> Integer.parseInt(String.valueOf(version.getFileName()))))
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InstalledPostgresServer start(Path programs) {
        return new InstalledPostgresServer(programs);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static List<String> words(Path program, String... arguments) {
        var words = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(program.toString());
        words.addAll(List.of(arguments));
        return words;
    }

    private static void run(List<String> words) {
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

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void crash() {
        Signals.send("QUIT", server.handle().pid());
        await("PostgreSQL is gone").atMost(MAX_WAIT).until(() -> !server.alive());
    }

    @Override
    public void comeBack() {
        server.start().awaitReady();
    }

    @Override
    public void dump(Path file) {
        run(client("pg_dump", "-Fc", "-f", file.toString(), "postgres"));
    }

    @Override
    public void restore(Path file) {
        run(client("pg_restore", "--clean", "--if-exists", "--exit-on-error", "-d", "postgres", file.toString()));
    }

    private List<String> client(String program, String... arguments) {
        var words = new ArrayList<>(List.of(
                programs.resolve(program).toString(), "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", user()));
        words.addAll(List.of(arguments));
        return words;
    }

    @Override
    public void keepReplica() {
        run(List.of("cp", "-a", data.toString(), replica.toString()));
    }

    @Override
    public void failOver() {
        run(List.of("rm", "-r", data.toString()));
        run(List.of("mv", replica.toString(), data.toString()));
    }

    @Override
    public void close() {
        if (server.alive()) {
            crash();
        }
        folder.close();
    }
}
