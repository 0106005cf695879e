package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A microversion of the compute API: 2 and the minor number. */
record Microversion(int minor) {

    static final Microversion MIN = new Microversion(1);
    static final Microversion MAX = new Microversion(93);
    static final String HEADER = "OpenStack-API-Version";
    static final String OLD_HEADER = "X-OpenStack-Nova-API-Version";
    private static final String SERVICE = "compute ";
    private static final Pattern FORMAT = Pattern.compile("([1-9]\\d*)\\.([1-9]\\d*|0)");

    /**
     * The version that the request asks for, 2.1 if it asks for none.
     *
     * @throws Refused if it cannot be served
     */
    static Microversion of(Request request) {
        Optional<String> asked = asked(request);
        if (asked.isEmpty()) {
            return MIN;
        }
        String text = asked.get();
        if (text.equals("latest")) {
            return MAX;
        }
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new Refused(NovaErrors.badRequest(
                    "API Version String " + text + " is of invalid format. Must be of format MajorNum.MinorNum."));
        }
        if (!matcher.group(1).equals("2") || !inRange(matcher.group(2))) {
            Response refusal = NovaErrors.of(
                    "computeFault",
                    406,
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(text, MIN, MAX));
            throw new Refused(label(refusal, text));
        }
        return new Microversion(Integer.parseInt(matcher.group(2)));
    }

    boolean atLeast(int other) {
        return minor >= other;
    }

    Response label(Response response) {
        return label(response, toString());
    }

    private static Response label(Response response, String version) {
        return response.with(HEADER, SERVICE + version)
                .with(OLD_HEADER, version)
                .with("Vary", HEADER)
                .with("Vary", OLD_HEADER);
    }

    private static boolean inRange(String minor) {
        return minor.length() <= 4 && Integer.parseInt(minor) >= MIN.minor && Integer.parseInt(minor) <= MAX.minor;
    }

    private static Optional<String> asked(Request request) {
        Optional<String> current = request.header(HEADER)
                .flatMap(header -> Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .filter(each -> each.startsWith(SERVICE))
                        .map(each -> each.substring(SERVICE.length()).strip())
                        .findFirst());
        return current.or(() -> request.header(OLD_HEADER).map(String::strip));
    }

    @Override
    public String toString() {
        return "2." + minor;
    }
}
