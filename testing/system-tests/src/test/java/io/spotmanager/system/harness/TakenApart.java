package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An application as our images run it: its jar beside its libraries, from which the JVM can archive the classes. The first of its
 * processes that ends without being killed leaves the archive; the later ones start in less than half the time.
 */
record TakenApart(Path jar, Path archive) {
    private static final Map<Path, TakenApart> KNOWN = new ConcurrentHashMap<>();
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";
    private static final int PATIENCE_SECONDS = 60;

    /** @param application the runnable jar that the build left */
    static TakenApart of(Path application) {
        return KNOWN.computeIfAbsent(application, TakenApart::take);
    }

    /** Anew in every run of the tests: an archive trusts sizes and times, which two builds may share. */
    private static TakenApart take(Path application) {
        var folder = Jars.root()
                .resolve("system-tests/target/apart")
                .resolve(application.getFileName().toString());
        Folder.delete(folder);
        run(List.of(
                Jars.JAVA,
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                application.toString(),
                "extract",
                "--destination",
                folder.toString()));
        return new TakenApart(folder.resolve(application.getFileName()), folder.resolve("classes.jsa"));
    }

    private static void run(List<String> words) {
        try {
            var process = Leftovers.watch(new ProcessBuilder(words).inheritIO().start());
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as("%s ends well within %d s", words, PATIENCE_SECONDS)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What goes before the arguments of the application on a command line. */
    List<String> words() {
        return List.of("-XX:+AutoCreateSharedArchive", ARCHIVE + archive, "-jar", jar.toString());
    }

    /** Whether a process with that command line leaves an archive that is not there yet, if it may end by itself. */
    static boolean leavesArchive(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(ARCHIVE))
                .map(word -> Path.of(word.substring(ARCHIVE.length())))
                .anyMatch(Files::notExists);
    }
}
