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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client's jar, as a person or a script starts it. */
public final class CommandLine implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 90;

    private final Folder folder = Folder.create("cli");
    private final Map<String, String> environment;
    private int started;

    /** @param user as whom it logs in, with the password of all users of the tests */
    public CommandLine(URI gateway, String user) {
        environment = Map.of(
                "SPOT_ADDRESS",
                gateway.toString(),
                "SPOT_USER",
                user,
                "SPOT_PASSWORD",
                Installation.PASSWORD,
                "HOME",
                folder.path().toString());
    }

    /** A test run in the background may ignore Ctrl-C, and what it starts would inherit that. */
    private static final List<String> WITH_INTERRUPTS =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    /** What it said, and how it ended. */
    public record Said(int code, String out, String err) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    /** Returns a folder of its own, for files to hand over. */
    public Path folder() {
        return folder.path();
    }

    /** Blocks until it has ended. */
    public Said say(String... words) {
        return start(words).end();
    }

    /** Starts it and returns at once. */
    public Running start(String... words) {
        return start(List.of(), words);
    }

    /** @param options of the JVM */
    public Running start(List<String> options, String... words) {
        var command = new ArrayList<String>(WITH_INTERRUPTS);
        command.addAll(List.of(Jars.JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", Jars.jar(Release.THIS, "cli").toString()));
        command.addAll(List.of(words));
        var number = ++started;
        var out = folder.path().resolve(number + ".out");
        var err = folder.path().resolve(number + ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPOT_"));
        builder.environment().putAll(environment);
        try {
            var process = Leftovers.watch(builder.start());
            process.getOutputStream().close();
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that runs. */
    public record Running(Process process, Path out, Path err) {
        public Running awaitError(String text) {
            await("it says " + text)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> text(err).contains(text));
            return this;
        }

        /** Ctrl-C. */
        public Running interrupt() {
            Signals.send("INT", process.pid());
            return this;
        }

        /** Blocks until it has ended. */
        public Said end() {
            try {
                assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                        .as("it ends; it wrote: %s %s", text(out), text(err))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Said(process.exitValue(), text(out), text(err));
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        folder.close();
    }
}
