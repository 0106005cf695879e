package io.spotmanager.system.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The end of a process that refused to start. */
public record Refusal(int exitCode, String output) {

    /**
     * Starts a process that must refuse to start, and blocks until it has ended.
     *
     * @param module the part
     * @param environment further variables; no variable of a cloud is inherited
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
