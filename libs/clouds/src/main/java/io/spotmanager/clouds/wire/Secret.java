package io.spotmanager.clouds.wire;

/** A key to somebody's API; it prints as stars. */
public record Secret(String value) {

    /** What stands for it in commands and logs. */
    public static final String MASK = "***";

    /** Whether a text can be sent in a header at all. */
    public static boolean canBeHeader(String text) {
        return text.chars().allMatch(each -> each > ' ' && each < 127);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
