package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The runnable jars of a build. */
final class Jars {
    /** The JVM flags of a benchmark, instead of those for small processes that start quickly. */
    private static final String MEASURED_FLAGS = System.getProperty("spot.part.flags", "");

    private static final String USUAL_FLAGS = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto";

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jars() {}

    /** The repository's folder, wherever the tests are started. */
    static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("testing/system-tests/pom.xml"))) {
            here = java.util.Objects.requireNonNull(here.getParent(), "started outside the repository");
        }
        return here;
    }

    /** Where these tests leave what they write. */
    static Path target() {
        return root().resolve("testing/system-tests/target");
    }

    /** The command line that runs a module's jar with the options of our images in a container of that memory. */
    static List<String> javaAsInImage(String module, String memory, List<String> arguments) {
        var words = new ArrayList<String>(List.of(JAVA, "-XX:MaxRAM=" + memory));
        try (var lines = Files.lines(root().resolve("Dockerfile"))) {
            lines.dropWhile(line -> !line.contains("<<'OPTIONS'"))
                    .skip(1)
                    .takeWhile(line -> !line.equals("OPTIONS"))
                    .forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.addAll(List.of("-jar", jar(Release.THIS, module).toString()));
        words.addAll(arguments);
        return words;
    }

    /** The command line that runs a module's jar with those arguments. */
    static List<String> java(String module, List<String> arguments) {
        return java(Release.THIS, module, arguments);
    }

    /** The same with the jar of another release. */
    static List<String> java(Release release, String module, List<String> arguments) {
        var jar = jar(release, module);
        var words = new ArrayList<String>();
        words.add(JAVA);
        if (MEASURED_FLAGS.isEmpty()) {
            words.addAll(List.of(USUAL_FLAGS.split(" ")));
            words.addAll(TakenApart.of(release, jar).words());
        } else {
            words.addAll(List.of(MEASURED_FLAGS.split(" ")));
            words.addAll(List.of("-jar", jar.toString()));
        }
        words.addAll(arguments);
        return words;
    }

    /** The command line that applies that release's schema. */
    static List<String> schemaMigration(Release release) {
        return List.of(JAVA, "-jar", jar(release, "db").toString());
    }

    static Path jar(Release release, String module) {
        var root = release.root();
        var folder = Files.exists(root.resolve(module)) ? root : root.resolve("testing");
        var target = folder.resolve(module).resolve("target");
        try (var files = Files.list(target)) {
            return files.filter(
                            file -> file.getFileName().toString().matches(Pattern.quote(module) + "-[0-9].*-app[.]jar"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified())) // of the version built last
                    .orElseThrow(() -> new IllegalStateException(
                            "%s has no application: build it with ./spot build".formatted(target)));
        } catch (IOException e) {
            throw new UncheckedIOException("build it with ./spot build", e);
        }
    }
}
