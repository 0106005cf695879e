package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CloudQuote;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Converts an error body into one short line for people. The body is not trusted, so it is shortened, put on one line
 * and masked.
 */
public final class ErrorText {

    /** Our own words for none. */
    public static final String NO_WORDS = "no explanation given";

    private static final int LONGEST = 300;
    private static final int BYTES_READ = 16 * 1024;
    private static final List<String> PLAIN_KEYS = List.of("message", "detail", "error");
    private static final Pattern TITLE =
            Pattern.compile("<(title|h1)>\\s*(?:\\d{3}\\s+)?([^<]*)<", Pattern.CASE_INSENSITIVE);
    /** Longer texts are cut before they are masked; what is shown is much shorter. */
    private static final int READ = 4 * LONGEST;

    /** Also signs that are not seen, change the direction, or end a line elsewhere. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Z}\\p{Co}\\p{Cs}]+");

    private ErrorText() {}

    static boolean html(ResponseBody body) {
        return new String(body.head(BYTES_READ), StandardCharsets.UTF_8)
                .stripLeading()
                .startsWith("<");
    }

    /** @param secrets masked, even if the server echoes a part of one, or one in another encoding */
    static String of(ResponseBody body, Collection<String> secrets) {
        if (html(body)) {
            return title(body).map(title -> line(title, secrets)).orElse("unreadable")
                    + " (a web page, not an answer of the API)";
        }
        return message(body).map(message -> line(message, secrets)).orElse(NO_WORDS);
    }

    /**
     * Returns the text on one line, shortened, with the secret and all that looks like one masked; see {@link SecretMask}. It stands
     * between marks; see {@link CloudQuote}.
     */
    public static String line(String text, String secret) {
        return line(text, List.of(secret));
    }

    /** The same for a sentence of ours, which has the words of others between marks already. */
    public static String sentence(String text, String secret) {
        return shown(text, List.of(secret));
    }

    private static String line(String text, Collection<String> secrets) {
        return CloudQuote.of(shown(CloudQuote.without(text), secrets));
    }

    private static String shown(String text, Collection<String> secrets) {
        String head = text.length() <= READ ? text : text.substring(0, READ);
        String line = BLANKS.matcher(SecretMask.masked(BLANKS.matcher(head).replaceAll(" "), secrets))
                .replaceAll(" ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
    }

    private static Optional<String> title(ResponseBody body) {
        Matcher title = TITLE.matcher(new String(body.head(BYTES_READ), StandardCharsets.UTF_8));
        return title.find() ? Optional.of(title.group(2)) : Optional.empty();
    }

    private static Optional<String> message(ResponseBody body) {
        JsonNode json = ResponseJson.lenient(body);
        return json.isMissingNode()
                ? Optional.of(new String(body.head(BYTES_READ), StandardCharsets.UTF_8))
                : messageIn(json);
    }

    /**
     * Returns the message; empty if there is none. Nova has it in an object whose key is the type of error ({@code itemNotFound}), Keystone in
     * {@code error}. NetBox has it in {@code detail}, or in a list for each wrong parameter; GraphQL has a list of
     * errors with messages.
     */
    private static Optional<String> messageIn(JsonNode root) {
        for (JsonNode inner : root) {
            JsonNode first = inner.isArray() ? inner.path(0) : inner;
            if (first.path("message").isString()) {
                return Optional.of(first.path("message").stringValue());
            }
        }
        for (String key : PLAIN_KEYS) {
            if (root.path(key).isString()) {
                return Optional.of(root.path(key).stringValue());
            }
        }
        return root.properties().stream()
                .filter(field -> field.getValue().path(0).isString())
                .map(field -> field.getKey() + ": " + field.getValue().path(0).stringValue())
                .findFirst();
    }
}
