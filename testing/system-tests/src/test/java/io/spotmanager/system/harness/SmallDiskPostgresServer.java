package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server of the installed PostgreSQL on a disk of its own that is so small that it can be filled: a file system in memory that only its
 * processes see. A server that ends is started again, as the machine's service manager does.
 */
public final class SmallDiskPostgresServer implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final String SIZE = "256m";
    private static final int BLOCK = 8192;

    private final Folder folder = Folder.create("postgres");
    private final Path disk = folder.path().resolve("disk");
    private final int port = Ports.free();
    private final Part servers;

    private SmallDiskPostgresServer(PostgresPrograms programs) {
        var data = disk.resolve("data");
        var script = """
                mount -t tmpfs -o size=%s,mode=700 tmpfs %s
                %s --wal-segsize=1 || exit 1
                while :; do %s; sleep 0.5; done
                """.formatted(
                        SIZE,
                        disk,
                        String.join(" ", unprivileged(programs.initdb(data))),
                        String.join(
                                " ",
                                unprivileged(programs.server(
                                        data,
                                        folder.path(),
                                        port,
                                        "max_connections=200",
                                        "min_wal_size=2MB",
                                        "max_wal_size=16MB"))));
        servers = new Part(
                "PostgreSQL on a small disk",
                new Part.Command(
                        List.of("unshare", "-Urm", "sh", "-c", script),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + ".log")),
                _ -> answers());
        try {
            Files.createDirectory(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servers.start().awaitReady();
    }

    /** Within the namespace everybody is root, as which PostgreSQL refuses to run: in one more, nobody is. */
    private static List<String> unprivileged(List<String> words) {
        return words.getFirst().equals("unshare")
                ? words
                : java.util.stream.Stream.concat(java.util.stream.Stream.of("unshare", "-U"), words.stream())
                        .toList();
    }

    /** Returns true if this user may have a disk of its own here. */
    static boolean possible() {
        try {
            return new ProcessBuilder("unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs /mnt && unshare -U true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static SmallDiskPostgresServer start(PostgresPrograms programs) {
        return new SmallDiskPostgresServer(programs);
    }

    /** The folder of the disk, as its processes see it. */
    private Path filler() {
        return Path.of("/proc", String.valueOf(servers.handle().pid()), "root")
                .resolve(disk.resolve("filler").toString().substring(1));
    }

    /** Leaves no room on the disk. */
    public void fill() {
        try (var file = Files.newOutputStream(filler())) {
            var block = new byte[BLOCK];
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /** Gives the room back. */
    public void makeRoom() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the server wrote about itself. */
    public String output() {
        return servers.output();
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
        throw new UnsupportedOperationException("it crashes when its disk is full");
    }

    @Override
    public void comeBack() {
        await("PostgreSQL is back").atMost(MAX_WAIT).until(this::answers);
    }

    @Override
    public void close() {
        servers.kill();
        folder.close();
    }
}
