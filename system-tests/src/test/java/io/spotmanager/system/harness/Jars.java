package io.spotmanager.system.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runnable jars as the build leaves them. */
final class Jars {
    /** Small and quick to start, unless a benchmark wants what production has. */
    private static final List<String> FLAGS = List.of(
            System.getProperty("spot.part.flags", "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto")
                    .split(" "));

    private Jars() {}

    /** The repository's folder, wherever the tests are started. */
    static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("system-tests/pom.xml"))) {
            here = java.util.Objects.requireNonNull(here.getParent(), "started outside the repository");
        }
        return here;
    }

    /** The command line that runs a module's jar with those arguments. */
    static List<String> java(String module, List<String> arguments) {
        var jar = root().resolve("%s/target/%s-1.0.0-SNAPSHOT-app.jar".formatted(module, module));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("%s is missing: build it with ./spot build".formatted(jar));
        }
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(FLAGS);
        words.addAll(List.of("-jar", jar.toString()));
        words.addAll(arguments);
        return words;
    }
}
