package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A process with its output in a file; it can be paused, stopped, killed and restarted. */
public final class Part implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final int STOPS_WITHIN_SECONDS = 60;

    private static final String PORT = "--server.port=";

    private final String name;
    private final Command command;
    private final Predicate<Part> ready;
    private @Nullable Process process;

    /** The command line, the log file, and variables in addition to those of the test. */
    record Command(List<String> words, Map<String, String> environment, Path log) {}

    /** @param ready returns true once the process works */
    Part(String name, Command command, Predicate<Part> ready) {
        this.name = name;
        this.command = command;
        this.ready = ready;
        Folder.delete(command.log()); // the output of an earlier run of the test
    }

    public String name() {
        return name;
    }

    /** Returns the address at which it serves. */
    public URI address() {
        return command.words().stream()
                .filter(word -> word.startsWith(PORT))
                .map(word -> URI.create("http://127.0.0.1:" + word.substring(PORT.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " serves nothing"));
    }

    /** Returns at once; {@link #awaitReady} waits. What an earlier run of the same part wrote is kept. */
    public synchronized Part start() {
        var builder = new ProcessBuilder(command.words())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        try {
            Files.createDirectories(command.log().getParent());
            process = Leftovers.watch(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
        return this;
    }

    public Part awaitReady() {
        await(name + " is ready; its output is in " + command.log())
                .atMost(STARTS_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> assertThat(alive())
                        .as("%s runs; it wrote:%n%s", name, output())
                        .isTrue())
                .until(() -> ready.test(this));
        return this;
    }

    /** SIGKILL to the process and its children; returns when they are gone. */
    public void kill() {
        var children = running().descendants().toList();
        running().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        exitCode();
    }

    /** SIGKILL to the process only, as from a shell; its children notice by themselves. */
    public void killAlone() {
        running().destroyForcibly();
        exitCode();
    }

    /** SIGSTOP: the process stands still and keeps all its connections. */
    public void pause() {
        Signals.send("STOP", running().pid());
    }

    /** SIGCONT. */
    public void resume() {
        Signals.send("CONT", running().pid());
    }

    /** SIGTERM; blocks and returns the exit code. */
    public int terminate() {
        running().destroy();
        return exitCode();
    }

    /** Blocks until the process has ended by itself; returns the exit code. */
    public int awaitEnd() {
        return exitCode();
    }

    private int exitCode() {
        try {
            assertThat(running().waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", name, STOPS_WITHIN_SECONDS)
                    .isTrue();
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the process, for inspection from outside. */
    public ProcessHandle handle() {
        return running().toHandle();
    }

    public synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** All it has written so far, over all its runs. */
    public String output() {
        try {
            return Files.readString(command.log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first group of the latest matching line; null if there is none. */
    public @Nullable String latest(Pattern line) {
        return line.matcher(output())
                .results()
                .map(match -> match.group(1))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private synchronized Process running() {
        return Objects.requireNonNull(process, () -> name + " was never started");
    }

    /** Kills the process, unless it has to end normally to write the archive of its classes. */
    @Override
    public void close() {
        if (!alive()) {
            return;
        }
        if (TakenApart.leavesArchive(command.words())) {
            terminate();
        } else {
            kill();
        }
    }
}
