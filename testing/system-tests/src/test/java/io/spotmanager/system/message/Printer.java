package io.spotmanager.system.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The program in {@code docs/consumer}, run as its page says: by the JDK, with the client library on the class path. */
final class Printer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("../../docs/consumer/PrintMessages.java");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Printer(Process process) {
        this.process = process;
        Thread.startVirtualThread(() -> {
            try (var output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static List<String> commandFor(URI broker) {
        var jars = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-cp", jars, PROGRAM.toString(), broker.toString());
    }

    static Printer start(List<String> command) {
        try {
            return new Printer(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether one line names both. */
    boolean printed(UUID operation, String word) {
        return lines.stream().anyMatch(line -> line.contains(operation.toString()) && line.contains(word));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
