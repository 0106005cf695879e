package io.spotmanager.simulation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param histories how many random histories in all
 * @param seed number of the first of them
 * @param resume a file that remembers how far this came; null for none
 * @param points true to try every fault at every point instead
 */
record ProveOptions(long histories, long seed, @Nullable Path resume, boolean points) {
    private static final String USAGE =
            "usage: ./spot prove [--histories N] [--seed S] [--resume FILE], or ./spot prove --points";

    /** @throws IllegalArgumentException naming the option that is wrong */
    static ProveOptions of(String[] arguments) {
        var options = new ProveOptions(1_000, 1, null, false);
        for (var i = 0; i < arguments.length; i++) {
            var name = arguments[i];
            options = switch (name) {
                case "--points" -> new ProveOptions(options.histories, options.seed, options.resume, true);
                case "--histories" ->
                    new ProveOptions(number(name, arguments, ++i), options.seed, options.resume, options.points);
                case "--seed" ->
                    new ProveOptions(options.histories, number(name, arguments, ++i), options.resume, options.points);
                case "--resume" ->
                    new ProveOptions(
                            options.histories, options.seed, Path.of(value(name, arguments, ++i)), options.points);
                default -> throw new IllegalArgumentException("'%s' is no option of prove. %s".formatted(name, USAGE));
            };
        }
        return options;
    }

    private static String value(String name, String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new IllegalArgumentException("%s needs a value. %s".formatted(name, USAGE));
        }
        return arguments[i];
    }

    private static long number(String name, String[] arguments, int i) {
        var value = value(name, arguments, i);
        try {
            var number = Long.parseLong(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "%s is '%s': it must be a positive whole number. %s".formatted(name, value, USAGE));
    }
}
