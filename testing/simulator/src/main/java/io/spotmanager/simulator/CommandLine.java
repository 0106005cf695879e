package io.spotmanager.simulator;

import io.spotmanager.simulator.keystone.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads options from arguments such as {@code --port 8080} and variables such as {@code SIMULATOR_PORT}; arguments win. */
final class CommandLine {

    static final List<String> OPTIONS = List.of(
            "port",
            "listen",
            "fleet",
            "hosts",
            "servers",
            "seed",
            "user",
            "password",
            "token-ttl",
            "latency",
            "max-limit",
            "places");

    private CommandLine() {}

    /** @throws IllegalArgumentException if an argument or a value is invalid; the message is for the user */
    static SimulatorOptions read(List<String> arguments, Map<String, String> environment) {
        SimulatorOptions options = SimulatorOptions.defaults();
        Map<String, String> given = new HashMap<>();
        for (String option : OPTIONS) {
            String value = environment.get(
                    "SIMULATOR_" + option.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null && !value.isBlank()) {
                given.put(option, value);
            }
        }
        given.putAll(arguments(arguments));
        for (String option : OPTIONS) {
            String value = given.get(option);
            if (value != null) {
                options = apply(options, option, value);
            }
        }
        return options;
    }

    private static Map<String, String> arguments(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String argument = arguments.get(i);
            String option = argument.startsWith("--") ? argument.substring(2) : "";
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException("'" + argument + "' is no option. There are: --"
                        + String.join(", --", OPTIONS) + ", each with a value.");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value after it.");
            }
            given.put(option, arguments.get(i + 1));
        }
        return given;
    }

    private static SimulatorOptions apply(SimulatorOptions options, String option, String value) {
        Credentials old = options.credentials();
        return switch (option) {
            case "port" -> options.withPort(number(option, value, 0));
            case "listen" -> options.withAddress(value);
            case "fleet" -> options.withFleet(value);
            case "hosts" -> options.withHosts(number(option, value, 1));
            case "servers" -> options.withServers(number(option, value, 0));
            case "seed" -> options.withSeed(number(option, value, 0));
            case "user" -> options.withCredentials(new Credentials(value, old.password()));
            case "password" -> options.withCredentials(new Credentials(old.user(), value));
            case "token-ttl" -> options.withTokenLifetime(Duration.ofSeconds(number(option, value, 1)));
            case "latency" -> options.withLatency(Duration.ofMillis(number(option, value, 0)));
            case "places" -> options.withPlacesIn(Path.of(value).toAbsolutePath());
            default -> options.withMaxLimit(number(option, value, 1));
        };
    }

    private static int number(String option, String value, int least) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers that are too small.
        }
        throw new IllegalArgumentException(
                "--" + option + " " + value + " cannot be used: give a whole number, " + least + " or more.");
    }
}
