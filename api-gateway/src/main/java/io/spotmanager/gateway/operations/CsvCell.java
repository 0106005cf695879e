package io.spotmanager.gateway.operations;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One cell of comma-separated values (RFC 4180) that a spreadsheet takes as a text.
 *
 * <p>A spreadsheet runs a cell as a formula if it begins with one of {@code = + - @}, also in their full-width and small forms, or
 * with a tab or a line break. It may also split lines at other characters than the comma, so that a formula can begin within a cell.
 * An apostrophe in front of each such beginning stops it. Nothing is lost: a text with apostrophes of its own in front gets one more.
 */
final class CsvCell {
    private static final String SEPARATOR = "(?<=^|[,;|\"\t\r\n])";

    /** What a spreadsheet may skip before a formula. */
    private static final String SKIPPED = "['\\p{Cc}\\p{Cf}\\p{Z}]*";

    private static final String FORMULA =
            "[=+\\-@\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]";
    private static final Pattern BEGINNING =
            Pattern.compile("%s(?=%s%s)|^(?='*\\p{Cc})".formatted(SEPARATOR, SKIPPED, FORMULA));
    private static final Pattern QUOTED = Pattern.compile("[,;|\"\t\r\n]");

    private CsvCell() {}

    /** @param value null for an empty cell */
    static String of(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var harmless = BEGINNING.matcher(text).replaceAll("'");
        return QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
