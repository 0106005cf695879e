package io.spotmanager.clouds.http;

/** An API key. {@code toString} hides it. */
public record Secret(String value) {

    /** Replaces a key in commands and logs. */
    public static final String MASK = "***";

    /** True if the text is valid in a header. */
    public static boolean canBeHeader(String text) {
        return text.chars().allMatch(each -> each > ' ' && each < 127);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
