package io.spotmanager.domain.call;

/**
 * The words of a cloud inside one of our sentences, between marks that the words themselves never have. So they can be told apart wherever
 * the sentence is kept: the gateway shows them to operators alone.
 */
public final class CloudQuote {
    public static final char BEGIN = '\u201c';
    public static final char END = '\u201d';

    private CloudQuote() {}

    /** Returns the words between the marks; marks among the words are left out. */
    public static String of(String words) {
        return BEGIN + without(words) + END;
    }

    /** Returns the text without the marks. */
    public static String without(String text) {
        return text.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "");
    }
}
