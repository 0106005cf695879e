package io.spotmanager.gateway.outcomes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Prefer: wait=60}: RFC 7240, sections 2 and 4.3. */
public final class WaitPreference {
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(;.*)?");

    /** One preference; a comma in a quoted value separates none. */
    private static final Pattern ONE = Pattern.compile("(?:[^\",]++|\"(?:[^\"\\\\]++|\\\\.)*+\")++");

    private static final int DIGITS = 9;
    private static final long LONGEST = 999_999_999;

    private WaitPreference() {}

    /**
     * @param headers each value of the header
     * @return the first of them that can be understood; empty if none was sent, as others are to be ignored
     */
    public static Optional<Duration> of(List<String> headers) {
        return headers.stream()
                .flatMap(header -> ONE.matcher(header).results())
                .map(one -> WAIT.matcher(one.group()))
                .filter(preference -> preference.matches())
                .map(preference -> Duration.ofSeconds(seconds(preference.group(1))))
                .findFirst();
    }

    /** More than anybody waits is the most that anybody waits. */
    private static long seconds(String digits) {
        return digits.length() > DIGITS ? LONGEST : Long.parseLong(digits);
    }
}
