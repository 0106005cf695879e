package io.spotmanager.system.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How a process ended that would not start. */
public record Refusal(int exitCode, String output) {

    /**
     * Starts what must not start, and returns when it has ended.
     *
     * @param module the part
     * @param environment besides the usual; no variable of a cloud is passed on
     */
    public static Refusal of(String module, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Jars.java(module, arguments)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
        builder.environment().putAll(environment);
        var process = Leftovers.watch(builder.start());
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Refusal(process.waitFor(), output);
    }
}
