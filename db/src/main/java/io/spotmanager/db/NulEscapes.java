package io.spotmanager.db;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/** Writes NUL, which PostgreSQL cannot store, as U+FFFD (replacement character). */
public final class NulEscapes extends CharacterEscapes {
    private static final SerializableString UNREADABLE = new SerializedString("\\ufffd");

    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    /** Escapes all that JSON must, besides. */
    public NulEscapes() {
        ascii[0] = ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return character == 0 ? UNREADABLE : null;
    }
}
