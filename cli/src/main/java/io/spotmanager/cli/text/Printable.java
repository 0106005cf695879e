package io.spotmanager.cli.text;

/**
 * Text of others (names of hosts, errors of clouds) as it may go to a terminal. Control characters, which a terminal obeys, and characters
 * that change the direction of the text, which make it read as something else, are shown as their codes.
 */
public final class Printable {
    private Printable() {}

    /** Returns it in one line: breaks and tabs become a space. */
    public static String line(String text) {
        return escaped(text.strip().replaceAll("[\\r\\n\\t]+", " "));
    }

    /** Returns it with its line breaks. */
    public static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::escaped).toList());
    }

    /** Returns JSON that means the same: such a character can only stand within a string, where its code is as good. */
    public static String json(String json) {
        return lines(json);
    }

    private static String escaped(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            if (isHarmful(letter)) {
                for (var unit : Character.toChars(letter)) {
                    clean.append("\\u%04x".formatted((int) unit));
                }
            } else {
                clean.appendCodePoint(letter);
            }
        });
        return clean.toString();
    }

    private static boolean isHarmful(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
