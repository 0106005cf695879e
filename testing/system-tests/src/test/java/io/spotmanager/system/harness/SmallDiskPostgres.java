package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A server whose data is on a file system of its own that can be filled up: a tmpfs in a mount namespace, which needs no root where user
 * namespaces are allowed, and which ends with its processes.
 */
public final class SmallDiskPostgres implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final String MOUNT =
            "mkdir -p '%1$s' && mount -t tmpfs -o size=160m tmpfs '%1$s' && echo mounted && exec sleep infinity";

    private final PostgresPrograms programs;
    private final Folder folder = Folder.create("postgres");
    private final Path disk = folder.path().resolve("disk");
    private final int port = Ports.free();
    private final Part holder;
    private final Part server;

    private SmallDiskPostgres(PostgresPrograms programs) {
        this.programs = programs;
        holder = new Part(
                "a small file system",
                new Part.Command(
                        List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT.formatted(disk)),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + "-disk.log")),
                part -> part.output().contains("mounted"));
        holder.start();
        await("the file system, or a refusal")
                .atMost(MAX_WAIT)
                .until(() -> holder.output().contains("mounted") || !holder.alive());
        if (!holder.alive()) {
            folder.close();
            Assumptions.abort("no file system can be mounted in a user namespace here: " + holder.output());
        }
        PostgresPrograms.run(
                inside("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--wal-segsize=1"));
        server = new Part(
                "PostgreSQL on a small disk",
                new Part.Command(
                        inside(
                                "postgres",
                                "-D",
                                data(),
                                "-c",
                                "port=" + port,
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=" + disk,
                                "-c",
                                "max_connections=200",
                                "-c",
                                "min_wal_size=2MB",
                                "-c",
                                "max_wal_size=16MB"),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + ".log")),
                _ -> answers());
        comeBack();
    }

    static SmallDiskPostgres start(PostgresPrograms programs) {
        return new SmallDiskPostgres(programs);
    }

    private String data() {
        return disk.resolve("data").toString();
    }

    /** A command that sees the file system, and does not see that it is root. */
    private List<String> inside(String program, String... arguments) {
        var words = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + holder.handle().pid(),
                "--user",
                "--mount",
                "--preserve-credentials",
                "unshare",
                "--user",
                programs.program(program).toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Takes all the space that is left. */
    public void fill() {
        var block = new byte[4096];
        try (var out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Gives the space back, and starts the server if it has ended meanwhile, as its supervisor does. */
    public void makeRoom() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!server.alive()) {
            comeBack();
        }
    }

    /** The holder's view of the file system. */
    private Path ballast() {
        return Path.of("/proc/%d/root".formatted(holder.handle().pid()) + disk.resolve("ballast"));
    }

    /** All it has written. */
    public String log() {
        return server.output();
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
        server.kill();
    }

    @Override
    public void comeBack() {
        server.start().awaitReady();
    }

    @Override
    public void close() {
        server.close();
        holder.close();
        folder.close();
    }
}
