package io.spotmanager.workflow.logging;

import org.jspecify.annotations.Nullable;

/** Shows characters that would act on a terminal, or on the order of what is read, by their names. */
final class EncodedText {
    private EncodedText() {}

    /** Returns the text on one line: controls, escapes, and marks without a width or for another direction are encoded. */
    static @Nullable String of(@Nullable String text) {
        return text == null || text.codePoints().noneMatch(EncodedText::acts) ? text : encoded(text, false);
    }

    /** The same, but lines stay lines: for texts of our own. */
    static String lines(String text) {
        return encoded(text, true);
    }

    private static String encoded(String text, boolean lines) {
        var encoded = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (!acts(character) || lines && character == '\n') {
                encoded.appendCodePoint(character);
            } else {
                encoded.append(name(character));
            }
        });
        return encoded.toString();
    }

    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String name(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                character > Character.MAX_VALUE ? "\\u{%x}".formatted(character) : "\\u%04x".formatted(character);
        };
    }
}
