package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The password of user {@code operator}: from {@code SPOT_OPERATOR_PASSWORD}, or generated once and stored in a file
 * that only the owner can read.
 *
 * @param given true if it comes from the environment; it is then never printed
 */
record OperatorPassword(String value, boolean given) {
    static final String VARIABLE = "SPOT_OPERATOR_PASSWORD";

    static OperatorPassword of(@Nullable String given, Path data) throws IOException {
        return given != null && !given.isBlank()
                ? new OperatorPassword(given, true)
                : new OperatorPassword(DataFolder.secret(data.resolve("operator-password")), false);
    }

    /** Returns the text to print for it. */
    String forPeople() {
        return given ? "as in " + VARIABLE : value;
    }

    /** Returns curl's option for the log-in, for a shell with the same environment. */
    String curlOption() {
        return given ? "-su \"operator:$%s\"".formatted(VARIABLE) : "-su operator:" + value;
    }

    @Override
    public String toString() {
        return "password of user operator";
    }
}
