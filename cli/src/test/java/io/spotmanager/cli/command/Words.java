package io.spotmanager.cli.command;

import io.spotmanager.cli.text.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command as a process would, and keeps what it wrote. */
final class Words {
    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nonexistent"));
    private @Nullable String input;
    private int width;
    private boolean colour;

    /** @param code of the process */
    record Said(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /** Returns how often a text stands on standard error. */
        int timesInErr(String text) {
            return err.split(java.util.regex.Pattern.quote(text), -1).length - 1;
        }
    }

    static Words to(ScriptedGateway gateway) {
        return new Words().with("SPOT_ADDRESS", gateway.address()).with("SPOT_TOKEN", "spot_test");
    }

    Words with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Somebody sits there and types that. */
    Words typing(String lines) {
        input = lines;
        return this;
    }

    Words onATerminalOf(int columns) {
        width = columns;
        colour = true;
        return this;
    }

    Said say(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                input == null ? null : new BufferedReader(new StringReader(input)),
                width,
                colour);
        var code = SpotCommands.run(
                new Surroundings(terminal, environment::get, InstantSource.system(), new AtomicReference<>("")),
                List.of(arguments));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
