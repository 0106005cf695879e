package io.spotmanager.gateway.views;

import io.spotmanager.gateway.problem.FieldProblem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view to be kept.
 *
 * @param name unique among the views of one person
 * @param query the filters as in the address of the board, such as {@code state=NEEDS_OPERATOR&from=24h}
 * @param shared true: everybody who sees the list sees the view; needs the role operator. False if it is missing
 */
record ViewBody(
        @NotNull(message = NAME)
        @Size(min = 1, max = 80, message = NAME)
        @Pattern(regexp = "\\S(.*\\S)?", message = NAME)
        String name,

        @NotNull(message = QUERY) @Size(min = 1, max = 2_000, message = QUERY)
        String query,

        @Nullable Boolean shared) {
    /** The filters that the board and the list of operations know. */
    static final List<String> FILTERS =
            List.of("state", "kind", "host", "pool", "user", "from", "to", "batch_id", "open", "q");

    private static final String NAME = "must have 1 to 80 characters, without blanks at its ends";
    private static final String QUERY =
            "must have 1 to 2000 characters: the filters as in the address of the board, such as state=NEEDS_OPERATOR";

    boolean isShared() {
        return Boolean.TRUE.equals(shared);
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if a filter is unknown, given twice or empty */
    void requireKnownFilters() {
        var names =
                Arrays.stream(query.split("&", -1)).map(ViewBody::filterName).toList();
        names.stream().filter(name -> !FILTERS.contains(name)).findFirst().ifPresent(name -> {
            throw FieldProblem.refusal(
                    "query",
                    "has the filter '%s', which is unknown: known are %s".formatted(name, String.join(", ", FILTERS)));
        });
        if (names.stream().distinct().count() < names.size()) {
            throw FieldProblem.refusal("query", "has a filter twice: each may be given once");
        }
    }

    private static String filterName(String part) {
        var ends = part.indexOf('=');
        if (ends < 1 || ends == part.length() - 1) {
            throw FieldProblem.refusal(
                    "query", "has the part '%s', which is no filter with a value: write name=value".formatted(part));
        }
        try {
            URLDecoder.decode(part.substring(ends + 1), StandardCharsets.UTF_8);
            return part.substring(0, ends);
        } catch (IllegalArgumentException e) {
            throw FieldProblem.refusal(
                    "query", "has the part '%s', whose value is not encoded as in an address".formatted(part));
        }
    }
}
