package io.spotmanager.domain.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings that the parts know, from {@code settings.tsv} beside this class: the only list of them. The document is made from it, and a
 * test compares it with what the code reads.
 */
public final class KnownSettings {
    private static final String LIST = "settings.tsv";

    /**
     * A line of the list.
     *
     * @param names environment variables; a star stands for a name that the administrator chooses
     * @param defaults as a person reads it, for each name
     * @param meaning in Markdown
     */
    public record Line(List<Name> names, String defaults, String meaning) {}

    /** @param secret whether it can also come from a file */
    public record Name(String text, boolean secret) {
        private static Name of(String cell) {
            return cell.endsWith("!") ? new Name(cell.substring(0, cell.length() - 1), true) : new Name(cell, false);
        }

        boolean hasStar() {
            return text.contains("*");
        }

        /** Returns true if it is this variable, in any of the spellings that are understood. */
        boolean is(String variable) {
            return hasStar()
                    ? Pattern.compile(text.replace("*", "[A-Z0-9_]+"))
                            .matcher(variable)
                            .matches()
                    : plain(text).equals(plain(variable));
        }
    }

    private static final List<Line> LINES = read();

    private KnownSettings() {}

    public static List<Line> lines() {
        return LINES;
    }

    static Stream<Name> names() {
        return LINES.stream().flatMap(line -> line.names().stream());
    }

    /** Spring accepts words run together, as in {@code SPOT_EVENTS_CLIENTSPERUSER}. */
    static String plain(String variable) {
        return variable.replace("_", "");
    }

    private static List<Line> read() {
        try (InputStream list = Objects.requireNonNull(KnownSettings.class.getResourceAsStream(LIST), LIST)) {
            List<Line> lines = new ArrayList<>();
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] cells = line.split("\t", 3);
                lines.add(new Line(Stream.of(cells[0].split(" ")).map(Name::of).toList(), cells[1], cells[2]));
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of settings is on the class path but cannot be read", e);
        }
    }
}
