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
 * An application as in our images: its jar beside its libraries, so that the JVM can archive the classes. The first process that
 * ends normally writes the archive; later ones start in less than half the time.
 */
record TakenApart(Path jar, Path archive) {
    private static final Map<Path, TakenApart> KNOWN = new ConcurrentHashMap<>();
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";
    private static final Folder FOLDER = Folder.create("apart");
    private static final int MAX_WAIT_SECONDS = 60;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(FOLDER::close, "delete-apart"));
    }

    /** @param application the runnable jar that the build of that release left */
    static TakenApart of(Release release, Path application) {
        return KNOWN.computeIfAbsent(application, jar -> take(release, jar));
    }

    /**
     * Extracts anew for every JVM of tests: an archive trusts sizes and times, which two builds may share, and must not be read while
     * a process of another JVM writes it.
     */
    private static TakenApart take(Release release, Path application) {
        var folder = FOLDER.path()
                .resolve(release.name())
                .resolve(application.getFileName().toString());
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
            assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as("%s ends well within %d s", words, MAX_WAIT_SECONDS)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the command line without the arguments of the application. */
    List<String> words() {
        return List.of("-XX:+AutoCreateSharedArchive", ARCHIVE + archive, "-jar", jar.toString());
    }

    /** Returns true if a process with that command line writes a missing archive when it ends normally. */
    static boolean leavesArchive(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(ARCHIVE))
                .map(word -> Path.of(word.substring(ARCHIVE.length())))
                .anyMatch(Files::notExists);
    }
}
