package io.spotmanager.cli.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: answers on standard output, everything else on standard error. All text of others passes {@link Printable}.
 *
 * @param in null if nobody can be asked
 * @param width of the terminal in characters; 0 if standard output is none
 * @param colour whether words of states are coloured
 */
public record Terminal(
        PrintStream out, PrintStream err, @Nullable BufferedReader in, int width, boolean colour) {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** Words that stand out in a line; any other state is shown as it is. */
    private static final Map<String, String> COLOURS = Map.of(
            "SUCCEEDED", GREEN,
            "AVAILABLE", GREEN,
            "REJECTED", RED,
            "ROLLED_BACK", RED,
            "FAILED", RED,
            "OUT_OF_STOCK", RED,
            "REFUSED", RED,
            "NEEDS_OPERATOR", YELLOW,
            "NEEDS_PERSON", YELLOW,
            "KEPT", YELLOW);

    /** A line of the answer. */
    public void line(String text) {
        out.println(coloured(Printable.line(text)));
    }

    public void table(Table table) {
        table.lines(width).forEach(line -> out.println(coloured(line)));
    }

    /** What happens meanwhile, or what should be known beside the answer. */
    public void note(String text) {
        err.println(Printable.lines(text));
        err.flush();
    }

    /** A document for a script. */
    public void json(String json) {
        out.println(Printable.json(json));
        out.flush();
    }

    /** Asks for a line; blocks until it is there. Empty if nobody can be asked, or the input has ended. */
    public Optional<String> ask(String question) {
        if (in == null) {
            return Optional.empty();
        }
        err.print(Printable.line(question) + " ");
        err.flush();
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if a person has answered yes. */
    public boolean confirms(String question) {
        return ask(question + " [y/N]")
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
    }

    private String coloured(String line) {
        if (!colour) {
            return line;
        }
        var words = line;
        for (var word : COLOURS.entrySet()) {
            words = words.replaceAll(
                    "(?<![A-Z_])" + word.getKey() + "(?![A-Z_])",
                    "\u001b[" + word.getValue() + "m" + word.getKey() + "\u001b[0m");
        }
        return words;
    }
}
