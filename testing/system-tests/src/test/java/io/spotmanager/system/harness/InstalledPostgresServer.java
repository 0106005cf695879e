package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of the PostgreSQL that is installed on this machine, with data and a port of its own. */
final class InstalledPostgresServer implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final PostgresPrograms programs;
    private final Folder folder = Folder.create("postgres");
    private final Path data = folder.path().resolve("data");
    private final Path replica = folder.path().resolve("replica");
    private final int port = Ports.free();
    private final Part server;

    private InstalledPostgresServer(PostgresPrograms programs) {
        this.programs = programs;
        PostgresPrograms.run(programs.initdb(data));
        server = new Part(
                "PostgreSQL",
                new Part.Command(
                        programs.server(data, folder.path(), port, "max_connections=200"),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + ".log")),
                _ -> answers());
        comeBack();
    }

    static InstalledPostgresServer start(PostgresPrograms programs) {
        return new InstalledPostgresServer(programs);
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
        PostgresPrograms.run(client("pg_dump", "-Fc", "-f", file.toString(), "postgres"));
    }

    @Override
    public void restore(Path file) {
        PostgresPrograms.run(
                client("pg_restore", "--clean", "--if-exists", "--exit-on-error", "-d", "postgres", file.toString()));
    }

    @Override
    public Path programs() {
        return programs.folder();
    }

    private List<String> client(String program, String... arguments) {
        var words = new ArrayList<>(List.of(
                programs.program(program).toString(), "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", user()));
        words.addAll(List.of(arguments));
        return words;
    }

    @Override
    public void keepReplica() {
        PostgresPrograms.run(List.of("cp", "-a", data.toString(), replica.toString()));
    }

    @Override
    public void failOver() {
        PostgresPrograms.run(List.of("rm", "-r", data.toString()));
        PostgresPrograms.run(List.of("mv", replica.toString(), data.toString()));
    }

    @Override
    public void close() {
        if (server.alive()) {
            crash();
        }
        folder.close();
    }
}
