package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The password of user {@code operator}: given in {@code SPOT_OPERATOR_PASSWORD}, or made once and kept beside the data for
 * its owner alone.
 *
 * @param given whoever gave it knows it, so it is never printed
 */
record OperatorPassword(String value, boolean given) {
    static final String VARIABLE = "SPOT_OPERATOR_PASSWORD";

    static OperatorPassword of(@Nullable String given, Path data) throws IOException {
        return given != null && !given.isBlank()
                ? new OperatorPassword(given, true)
                : new OperatorPassword(DataFolder.secret(data.resolve("operator-password")), false);
    }

    /** Returns what a person may see of it. */
    String forPeople() {
        return given ? "as in " + VARIABLE : value;
    }

    /** Returns curl's option to log in with it, for a shell that has the same environment. */
    String curlOption() {
        return given ? "-su \"operator:$%s\"".formatted(VARIABLE) : "-su operator:" + value;
    }

    @Override
    public String toString() {
        return "password of user operator";
    }
}
