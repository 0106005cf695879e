package io.spotmanager.system.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Another user of this machine without rights: {@code nobody}. */
public final class Neighbour {
    private static final String NOBODY = "65534";

    private Neighbour() {}

    /** The result of a command of the neighbour. */
    public record Ended(int exitCode, String output) {}

    /** Skips the test if this process may not become another user. */
    public static Neighbour ofThisMachine() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "only root can act as another user of the machine, and this is " + System.getProperty("user.name"));
        return new Neighbour();
    }

    /** Runs the command as that user, with only the PATH of this process. */
    public Ended runs(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs"));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).directory(new java.io.File("/"));
        builder.environment().keySet().retainAll(List.of("PATH"));
        var process = Leftovers.watch(builder.start());
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
