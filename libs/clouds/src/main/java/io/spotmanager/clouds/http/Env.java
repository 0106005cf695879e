package io.spotmanager.clouds.http;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Reads settings from the environment, and collects all errors before it reports them. */
public final class Env {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Function<String, @Nullable String> variables;
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** @param variables such as {@code System::getenv}; returns null for what is not set */
    public Env(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    /** Returns the trimmed value; null if it is not set or blank. */
    public @Nullable String get(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public String get(String name, String usual) {
        String value = get(name);
        return value == null ? usual : value;
    }

    /** Returns the value. If it is not set, records an error and returns an empty text. */
    public String required(String name) {
        String value = get(name);
        if (value == null) {
            missing.add(name);
            return "";
        }
        return value;
    }

    /** Returns the elements of a list, trimmed and without empty ones. */
    public List<String> list(String name, String usual, String separator) {
        return Arrays.stream(get(name, usual).split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Returns a whole number from 1 to 9999999. */
    public long number(String name, long usual) {
        String text = get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[1-9][0-9]{0,6}")) {
            wrong.add(name + " is no whole number from 1 to 9999999");
            return usual;
        }
        return Long.parseLong(text);
    }

    /** Returns a duration such as {@code 500ms}, {@code 2s} or {@code 5m}; at least 1 ms and at most a day. */
    public Duration duration(String name, Duration usual) {
        String text = get(name);
        if (text == null) {
            return usual;
        }
        Duration value = text.matches("[0-9]{1,8}(ms|s|m|h)") ? DurationStyle.SIMPLE.parse(text) : Duration.ZERO;
        if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
            wrong.add(name + " is no duration from 1ms to 24h with its unit, such as 500ms, 20s or 2m");
            return usual;
        }
        return value;
    }

    /** Returns an http or https address without slashes at its end. */
    public String address(String name) {
        String url = required(name).replaceAll("/+$", "");
        if (!url.isEmpty() && !isHttp(url)) {
            wrong.add(name + " is no http or https address");
        }
        return url;
    }

    /** Returns the time-outs and limits that all clients share. */
    public Limits limits() {
        wrong.addAll(EnvironmentProxies.mistakes(variables));
        Limits usual = Limits.DEFAULT;
        return usual.withTimeouts(
                        duration("SPOT_CLOUD_CONNECT_TIMEOUT", usual.connect()),
                        duration("SPOT_CLOUD_READ_TIMEOUT", usual.read()))
                .withRate((int) number("SPOT_CLOUD_CALLS_PER_SECOND", usual.callsPerSecond()), (int)
                        number("SPOT_CLOUD_BURST", usual.burst()))
                .withLargestMegabytes(largestAnswer(usual));
    }

    private long largestAnswer(Limits usual) {
        long megabytes = number(Limits.LARGEST_ANSWER_SETTING, usual.largestMegabytes());
        if (megabytes <= Limits.mostMegabytes()) {
            return megabytes;
        }
        addError(Limits.LARGEST_ANSWER_SETTING + " is " + megabytes + " and a process with this memory takes at most "
                + Limits.mostMegabytes() + ", an eighth of its heap; more with a larger mem_limit or -Xmx");
        return usual.largestMegabytes();
    }

    /** @param complaint names the variable, and never contains the value of a secret */
    public void addError(String complaint) {
        wrong.add(complaint);
    }

    /**
     * Throws if there are errors.
     *
     * @param consequence the start of the sentence, such as {@code OpenStack cannot be reached}
     * @param remedy the end of the sentence: what else can be done
     * @throws InvalidConfigurationException with one sentence that names every missing or wrong setting
     */
    public void validate(String consequence, String remedy) {
        List<String> all = new ArrayList<>(wrong);
        if (!missing.isEmpty()) {
            all.addFirst("not set: " + String.join(", ", missing));
        }
        if (!all.isEmpty()) {
            throw new InvalidConfigurationException(consequence + " until these settings are put right ("
                    + String.join("; ", all) + "): " + remedy + ".");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
