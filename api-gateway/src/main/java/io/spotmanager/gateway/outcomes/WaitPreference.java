package io.spotmanager.gateway.outcomes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Prefer: wait=60}: RFC 7240, sections 2 and 4.3. */
public final class WaitPreference {
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(;.*)?");

    private WaitPreference() {}

    /**
     * @param headers each value of the header
     * @return the first of them that can be understood; empty if none was sent, as others are to be ignored
     */
    public static Optional<Duration> of(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(WAIT::matcher)
                .filter(preference -> preference.matches())
                .map(preference -> Duration.ofSeconds(Long.parseLong(preference.group(1))))
                .findFirst();
    }
}
