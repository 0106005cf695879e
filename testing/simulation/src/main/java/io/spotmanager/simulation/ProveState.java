package io.spotmanager.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * How far a run of random histories came; kept in a file, it can be resumed.
 *
 * @param seed number of the first history
 * @param done how many of them were run
 * @param failing numbers of those that failed
 */
record ProveState(long seed, long done, List<Long> failing) {
    /** So many histories are run between two notes in the file. */
    static final long PORTION = 200;

    static ProveState of(long seed) {
        return new ProveState(seed, 0, List.of());
    }

    /** @throws IllegalArgumentException if the file is no such note, or one of another seed */
    static ProveState read(Path file, long seed) throws IOException {
        if (Files.notExists(file)) {
            return of(seed);
        }
        var words = Files.readString(file).strip().split("\\s+");
        try {
            var numbers = Arrays.stream(words).map(Long::valueOf).toList();
            if (numbers.getFirst() != seed) {
                throw new IllegalArgumentException("%s is of seed %d. Give --seed %d, or another file."
                        .formatted(file, numbers.getFirst(), numbers.getFirst()));
            }
            return new ProveState(seed, numbers.get(1), numbers.subList(2, numbers.size()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "%s is no note of './spot prove': delete it, or give another file.".formatted(file), e);
        }
    }

    void write(Path file) throws IOException {
        var text = new StringBuilder("%d %d".formatted(seed, done));
        failing.forEach(number -> text.append(' ').append(number));
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text + "\n");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
