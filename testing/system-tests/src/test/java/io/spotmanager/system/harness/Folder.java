package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that goes with its owner. */
public record Folder(Path path) implements AutoCloseable {
    public static Folder create(String prefix) {
        try {
            return new Folder(Files.createTempDirectory("spot-" + prefix + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the output of the processes of that test goes. */
    static Path logs(String test) {
        return Jars.target().resolve("parts").resolve(test);
    }

    @Override
    public void close() {
        delete(path);
    }

    /** Whatever is there, folder or file. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
