package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Prints measurements to the console, and to target/measured.txt for the end of the run. */
public final class Report {
    private static final Path FILE = Jars.target().resolve("measured.txt");

    private Report() {}

    public static synchronized void tell(Class<?> test, String sentence) {
        var line = "%s: %s".formatted(test.getSimpleName(), sentence);
        System.out.println(line);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
