package io.spotmanager.simulation;

import io.spotmanager.simulation.history.Exploration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** What the tests of this module measured: printed, and kept for {@code ./spot test}. */
final class Measured {
    static final int LANES = 2;

    private static final Path FILE = Path.of("target", "measured.txt");

    private Measured() {}

    /** The seed of this run: {@code -Dspot.seed}, or else of the clock. */
    static long seed() {
        return Long.getLong("spot.seed", System.currentTimeMillis());
    }

    static Exploration timed(String name, Supplier<Exploration> exploration) {
        var begin = System.nanoTime();
        var explored = exploration.get();
        var seconds = (System.nanoTime() - begin) / 1e9;
        tell("simulation: %s: %d points, %d histories, %.0f s, %.0f a second"
                .formatted(name, explored.points(), explored.histories(), seconds, explored.histories() / seconds));
        return explored;
    }

    static synchronized void tell(String line) {
        System.out.println(line);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
