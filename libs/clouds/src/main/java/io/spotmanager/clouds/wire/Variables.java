package io.spotmanager.clouds.wire;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads settings from the environment and gathers every complaint before it makes one. */
public final class Variables {

    private final Function<String, @Nullable String> variables;
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** @param variables such as {@code System::getenv}: null for what is not set */
    public Variables(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    /** The value without blanks around it; null when there is nothing but blanks. */
    public @Nullable String given(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public String given(String name, String usual) {
        String value = given(name);
        return value == null ? usual : value;
    }

    /** Empty, and a complaint, when it is not set. */
    public String required(String name) {
        String value = given(name);
        if (value == null) {
            missing.add(name);
            return "";
        }
        return value;
    }

    /** The parts of a list, without blanks around them and without empty ones. */
    public List<String> list(String name, String usual, String separator) {
        return Arrays.stream(given(name, usual).split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A whole number from 1 to 9999999. */
    public long number(String name, long usual) {
        String text = given(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[1-9][0-9]{0,6}")) {
            wrong.add(name + " is no whole number from 1 to 9999999");
            return usual;
        }
        return Long.parseLong(text);
    }

    /** An http or https address without slashes at its end. */
    public String address(String name) {
        String url = required(name).replaceAll("/+$", "");
        if (!url.isEmpty() && !isHttp(url)) {
            wrong.add(name + " is no http or https address");
        }
        return url;
    }

    /** How patient and busy every client of a cloud is. */
    public Limits limits() {
        Limits usual = Limits.DEFAULT;
        return usual.withTimeouts(
                        Duration.ofMillis(number(
                                "SPOT_CLOUD_CONNECT_MILLIS", usual.connect().toMillis())),
                        Duration.ofMillis(
                                number("SPOT_CLOUD_READ_MILLIS", usual.read().toMillis())))
                .withRate((int) number("SPOT_CLOUD_CALLS_PER_SECOND", usual.callsPerSecond()), (int)
                        number("SPOT_CLOUD_BURST", usual.burst()))
                .withLargestMegabytes(largestAnswer(usual));
    }

    private long largestAnswer(Limits usual) {
        long megabytes = number(Limits.LARGEST_ANSWER_SETTING, usual.largestMegabytes());
        if (megabytes <= Limits.mostMegabytes()) {
            return megabytes;
        }
        wrong(Limits.LARGEST_ANSWER_SETTING + " is " + megabytes + " and a process with this memory takes at most "
                + Limits.mostMegabytes() + ", an eighth of its heap; more with a larger mem_limit or -Xmx");
        return usual.largestMegabytes();
    }

    /** @param complaint names the variable, and never shows a secret's value */
    public void wrong(String complaint) {
        wrong.add(complaint);
    }

    /**
     * Throws if there is anything to complain about.
     *
     * @param consequence the beginning of the sentence, such as {@code OpenStack cannot be reached}
     * @param remedy its end: what to do besides putting the named variables right
     * @throws WrongSettingsException one sentence that names everything missing or wrong
     */
    public void complain(String consequence, String remedy) {
        List<String> all = new ArrayList<>(wrong);
        if (!missing.isEmpty()) {
            all.addFirst("not set: " + String.join(", ", missing));
        }
        if (!all.isEmpty()) {
            throw new WrongSettingsException(consequence + " until these settings are put right ("
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
