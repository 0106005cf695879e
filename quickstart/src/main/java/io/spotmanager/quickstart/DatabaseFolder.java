package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the database's files. One process at a time may use it; a server of a killed process is stopped first. */
final class DatabaseFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFolder.class);
    private static final int STOP_SECONDS = 30;

    private final Path data;
    private final FileChannel lock;

    private DatabaseFolder(Path data, FileChannel lock) {
        this.data = data;
        this.lock = lock;
    }

    /** @throws IllegalArgumentException if another process uses it */
    static DatabaseFolder take(Path data) throws IOException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        var lock = FileChannel.open(
                data.resolveSibling(data.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new IllegalArgumentException(
                    "Another Spot Manager runs on %s. Stop it, or give this one a folder of its own with --data."
                            .formatted(data.getParent()));
        }
        var folder = new DatabaseFolder(data, lock);
        folder.endLeftover();
        return folder;
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Stops the server that a killed process left running. Nothing else uses it, because this process holds the lock. */
    private void endLeftover() throws IOException {
        var leftover = leftover();
        if (leftover.isPresent()) {
            log.info("stopping the database of an earlier run that was killed");
            leftover.get().destroy();
            try {
                leftover.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(
                        "The database that an earlier run left behind (process %d) does not stop. End it, then start again."
                                .formatted(leftover.get().pid()),
                        e);
            }
        }
    }

    private Optional<ProcessHandle> leftover() throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var first =
                Files.readString(file).lines().findFirst().map(String::strip).orElse("");
        if (!first.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "%s names no process, as after a power cut or a full disk. Make sure that no postgres runs on %s, delete that file, and start again."
                            .formatted(file, data));
        }
        return ProcessHandle.of(Long.parseLong(first))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
