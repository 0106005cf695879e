package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A build of the service.
 *
 * @param name short, for folders and messages
 * @param root the folder of its sources, with its jars
 */
public record Release(String name, Path root) {
    public static final Release THIS = new Release("this", Jars.root());

    private static final List<String> PARTS =
            List.of("db", "api-gateway", "migration-worker", "launch-worker", "inventory-worker");
    private static final int BUILT_WITHIN_MINUTES = 15;

    /**
     * Returns the release before this one: the commit in {@code testing/release-before}, built from git on first use. Skips the test
     * if the repository does not have that commit, as in a shallow clone.
     */
    public static synchronized Release before() {
        var commit = commitBefore();
        Assumptions.assumeTrue(
                succeeds(List.of("git", "cat-file", "-e", commit + "^{commit}")),
                () -> "this clone does not have commit %s, the release before: fetch the whole history"
                        .formatted(commit));
        var sources = Jars.target().resolve("release-before").resolve(commit);
        var built = sources.resolve("built");
        if (!Files.exists(built)) {
            build(commit, sources);
            write(built);
        }
        return new Release("before", sources);
    }

    private static String commitBefore() {
        try {
            return Files.readString(Jars.root().resolve("testing/release-before"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void build(String commit, Path sources) {
        Folder.delete(sources);
        var log = sources.resolveSibling(commit + ".log");
        run(List.of("git", "clone", "--quiet", "--shared", "--no-checkout", ".", sources.toString()), Jars.root(), log);
        run(List.of("git", "checkout", "--quiet", commit), sources, log);
        withoutErrorProne(sources.resolve("pom.xml"));
        run(
                List.of(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "-q",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-pl",
                        String.join(",", PARTS),
                        "-am",
                        "package"),
                sources,
                log);
    }

    /** It has found nothing when that release was made, and takes half the time of a build. */
    private static void withoutErrorProne(Path pom) {
        try {
            Files.writeString(pom, Files.readString(pom).replaceAll("<arg>-Xplugin:ErrorProne[^<]*</arg>", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(List<String> words) {
        return exitCode(words, Jars.root(), Jars.target().resolve("git.log")) == 0;
    }

    private static void run(List<String> words, Path folder, Path log) {
        assertThat(exitCode(words, folder, log))
                .as("%s; its output is in %s", words, log)
                .isZero();
    }

    private static int exitCode(List<String> words, Path folder, Path log) {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = Leftovers.watch(builder.start());
            assertThat(process.waitFor(BUILT_WITHIN_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends within %d minutes", words, BUILT_WITHIN_MINUTES)
                    .isTrue();
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
