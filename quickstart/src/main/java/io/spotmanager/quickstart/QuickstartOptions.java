package io.spotmanager.quickstart;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The options of the command line.
 *
 * @param demo true for simulated clouds, false for the cloud in {@code OS_*}
 * @param port of the gateway; 0 for any free port
 * @param data the folder that is kept between runs
 */
record QuickstartOptions(boolean demo, int port, Path data) {
    static final String USAGE = "usage: ./spot demo|run [--port N] [--data DIR]";

    /** @throws IllegalArgumentException with the error and the usage */
    static QuickstartOptions parse(List<String> arguments) {
        var words = new ArrayDeque<>(arguments);
        var command = words.isEmpty() ? "" : words.pop();
        if (!command.equals("demo") && !command.equals("run")) {
            throw new IllegalArgumentException("'%s' is neither demo nor run; %s".formatted(command, USAGE));
        }
        var port = 8080;
        var data = Path.of(".spot", command);
        while (!words.isEmpty()) {
            var option = words.pop();
            if (words.isEmpty()) {
                throw new IllegalArgumentException("%s needs a value; %s".formatted(option, USAGE));
            }
            switch (option) {
                case "--port" -> port = port(words.pop());
                case "--data" -> data = Path.of(words.pop());
                default -> throw new IllegalArgumentException("%s is no option; %s".formatted(option, USAGE));
            }
        }
        return new QuickstartOptions(command.equals("demo"), port, data.toAbsolutePath());
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below, with the range
        }
        throw new IllegalArgumentException("--port must be from 0 to 65535, not '%s'".formatted(text));
    }
}
