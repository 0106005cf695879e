package io.spotmanager.clouds.wire;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How long a service asks to be left alone (RFC 9110, section 10.2.3). Only with a status that speaks of traffic: 429, 503, and
 * 413 where it is Nova's old word for a rate limit, {@code overLimit}. With any other status the header is ignored.
 *
 * @param pause from {@link #SHORTEST} to {@link #LONGEST}
 * @param asked the words of the service, such as {@code 2 s}; empty if it named no time
 */
public record RetryAfter(Duration pause, String asked) {

    /** More than that is never waited at once: a wrong number must not stop a host for days. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Waits are not counted as tries, so one of no length would be asked for without end. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final RetryAfter UNNAMED = new RetryAfter(Duration.ofSeconds(5), "");

    private static final int MILLIS = 1000;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_NUMBER = 18;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,40}");

    /** Such as {@code Nova asked to wait 2 s (413 This request was rate-limited.)}. */
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
     * What an answer asks for; empty for one that asks for no wait.
     *
     * @param now counts only where the answer has no date of its own
     */
    static Optional<RetryAfter> of(int status, HttpHeaders headers, AnswerBody body, Instant now) {
        Optional<RetryAfter> named =
                headers.firstValue("Retry-After").map(String::strip).flatMap(text -> parsed(text, headers, now));
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
        // Against the sender's own clock, which may be wrong by hours.
        Instant sent = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
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

    /** {@code {"overLimit": {"code": 413, "message": ..., "retryAfter": "2"}}}, as Nova's rate limit answered. */
    private static Optional<RetryAfter> overLimit(AnswerBody body) {
        JsonNode fault = AnswerJson.lenient(body).path("overLimit");
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
