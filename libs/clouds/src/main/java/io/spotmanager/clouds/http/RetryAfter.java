package io.spotmanager.clouds.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * How long a service asks not to be called (RFC 9110, section 10.2.3). Only for 429 and 503, and for 413 with
 * {@code overLimit}, Nova's old form of a rate limit. With any other status the header is ignored.
 *
 * @param pause from {@link #SHORTEST} to {@link #LONGEST}
 * @param asked the service's value, such as {@code 2 s}; empty if it named none
 */
public record RetryAfter(Duration pause, String asked) {

    /** The longest single wait: a wrong number must not stop a host for days. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** The shortest wait. Waits count as no attempt, so a wait of zero could repeat without end. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final RetryAfter UNNAMED = new RetryAfter(Duration.ofSeconds(5), "");

    private static final int MILLIS = 1000;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_NUMBER = 18;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,40}");

    /** Returns for example {@code Nova asked to wait 2 s (413 This request was rate-limited.)}. */
    public String words(String service, String said) {
        String seconds = (pause.toMillis() + MILLIS - 1) / MILLIS + " s";
        if (asked.isEmpty()) {
            return service + " limits the rate of requests (" + said + ") and names no time: the next one goes in "
                    + seconds;
        }
        String told = service + " asked to wait " + asked + " (" + said + ")";
        return asked.equals(seconds) ? told : told + ": the next request goes in " + seconds;
    }

    /**
     * Returns the requested wait; empty if the answer requests none.
     *
     * @param now used only if the answer has no date
     */
    static Optional<RetryAfter> of(int status, HttpHeaders headers, ResponseBody body, Instant now) {
        Optional<RetryAfter> named = Optional.ofNullable(headers.getFirst(HttpHeaders.RETRY_AFTER))
                .map(String::strip)
                .flatMap(text -> parsed(text, headers, now));
        return switch (status) {
            case TOO_MANY_REQUESTS -> named.or(() -> overLimit(body)).or(() -> Optional.of(UNNAMED));
            case TOO_LARGE -> named.or(() -> overLimit(body));
            case UNAVAILABLE -> named;
            default -> Optional.empty();
        };
    }

    private static Optional<RetryAfter> parsed(String text, HttpHeaders headers, Instant now) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(seconds(text));
        }
        // Relative to the server's own clock, which may be wrong by hours.
        Instant sent = Optional.ofNullable(headers.getFirst(HttpHeaders.DATE))
                .flatMap(RetryAfter::date)
                .orElse(now);
        return date(text).map(until -> new RetryAfter(bounded(Duration.between(sent, until)), "until " + text));
    }

    private static RetryAfter seconds(String digits) {
        Duration whole = digits.length() <= LONGEST_NUMBER
                ? Duration.ofSeconds(Long.parseLong(digits))
                : digits.startsWith("-") ? Duration.ZERO : LONGEST;
        return new RetryAfter(bounded(whole), digits + " s");
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /**
     * Reads {@code {"overLimit": {"code": 413, "message": ..., "retryAfter": "2"}}}, as recorded from Nova's rate
     * limit.
     */
    private static Optional<RetryAfter> overLimit(ResponseBody body) {
        JsonNode fault = ResponseJson.lenient(body).path("overLimit");
        if (!fault.isObject()) {
            return Optional.empty();
        }
        String text = fault.path("retryAfter").asString("").strip();
        return Optional.of(NUMBER.matcher(text).matches() ? seconds(text) : UNNAMED);
    }

    private static Duration bounded(Duration asked) {
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
