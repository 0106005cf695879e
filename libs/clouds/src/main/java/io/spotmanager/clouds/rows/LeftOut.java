package io.spotmanager.clouds.rows;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.call.CloudQuote;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The rows that one read of a list had to leave out: a required field is missing, null or of another type. Not
 * thread-safe.
 */
public final class LeftOut {

    private static final int LONGEST_WORD = 60;

    /** By content, because a row may come on two pages. */
    private final Set<Integer> rows = new HashSet<>();

    private @Nullable String first;

    /**
     * Reads a row.
     *
     * @param reader throws {@link HttpFailure.MalformedResponse} with the reason if a required field is unusable
     * @return empty if the row was left out
     */
    public <T> Optional<T> read(JsonNode row, Function<JsonNode, T> reader) {
        try {
            return Optional.of(reader.apply(row));
        } catch (HttpFailure.MalformedResponse e) {
            add(row, e.text());
        } catch (JacksonException _) {
            add(row, "a value that is not of the expected type");
        }
        return Optional.empty();
    }

    /**
     * Reads a row, which is not left out if it is essential.
     *
     * @throws HttpFailure.MalformedResponse if an essential row cannot be read
     */
    public <T> Optional<T> unless(Predicate<JsonNode> essential, JsonNode row, Function<JsonNode, T> reader) {
        return essential.test(row) ? Optional.of(reader.apply(row)) : read(row, reader);
    }

    /** Leaves out a row. Counts it once, however often it comes. */
    public void add(JsonNode row, String reason) {
        rows.add(row.hashCode());
        if (first == null) {
            first = label(row) + reason;
        }
    }

    public int count() {
        return rows.size();
    }

    /**
     * Returns a sentence with the number of rows and the first reason, without a full stop; empty if none was left out.
     *
     * @param list what the rows are, such as {@code Hyperstack's key pairs}
     */
    public Optional<String> sentence(String list) {
        return first == null ? Optional.empty() : Optional.of(sentence(count(), list, first));
    }

    static String sentence(int count, String list, String first) {
        return "%d of %s cannot be read and %s left out; the first: %s"
                .formatted(count, list, count == 1 ? "is" : "are", first);
    }

    /** A vendor's texts are not trusted: shortened, and on one line. */
    private static String label(JsonNode row) {
        JsonNode name = row.path("name").isString() ? row.path("name") : row.path("id");
        if (!name.isString() && !name.isIntegralNumber()) {
            return "";
        }
        String word = name.asString().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return CloudQuote.of(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) + "..." : word) + ", ";
    }
}
