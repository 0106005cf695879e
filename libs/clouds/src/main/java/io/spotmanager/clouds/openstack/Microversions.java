package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.Validity;
import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a request in the preferred microversion, or in an older one if the cloud does not support it: as its version
 * document says, if that was read, or as it says when it answers 406. What was learned is asked again after a minute: behind
 * a load balancer one process of the API may be older than the others, and older answers say less.
 * Microversions are written as in the header, such as {@code compute 2.69}.
 */
final class Microversions {
    private static final int NOT_ACCEPTABLE = 406;

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Nova's words for a 406 (recorded on release 26). */
    private static final Pattern NEWEST = Pattern.compile("maximum is (\\d+\\.\\d+)");

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(Microversions::major).thenComparingInt(Microversions::minor);

    private record Learned(String version, Validity time) {}

    private final InstantSource clock;

    /** For how long each version counts as one that the cloud does not have. */
    private final Map<String, Validity> refused = new ConcurrentHashMap<>();

    /** The newest that a service has, by its name. */
    private final Map<String, Learned> newest = new ConcurrentHashMap<>();

    Microversions(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes the newest microversion that a service names; anything but a number is ignored. */
    void endAt(String service, String number) {
        if (number.matches("\\d{1,4}\\.\\d{1,6}")) {
            newest.put(service, new Learned(service + " " + number, fromNow()));
        }
    }

    private Validity fromNow() {
        return Validity.of(clock.instant(), KEPT);
    }

    /** True if the cloud has said within the last minute that it does not have that version. */
    private boolean isTooNew(String version) {
        Instant now = clock.instant();
        Validity without = refused.get(version);
        Learned last = newest.get(service(version));
        return without != null && without.holds(now)
                || last != null && last.time().holds(now) && BY_NUMBER.compare(version, last.version()) > 0;
    }

    /** @param request called with the microversion to use; the last call's is that of the answer */
    <T> CloudResult<T> ask(String wanted, String older, Function<String, CloudResult<T>> request) {
        if (!isTooNew(wanted)) {
            CloudResult<T> answer = request.apply(wanted);
            if (!(answer instanceof CloudResult.Rejected<T>(int status, String message)) || status != NOT_ACCEPTABLE) {
                return answer;
            }
            refused.put(wanted, fromNow());
            Matcher told = NEWEST.matcher(message);
            if (told.find()) {
                endAt(service(wanted), told.group(1));
            }
        }
        return request.apply(older);
    }

    private static String service(String version) {
        return version.substring(0, version.indexOf(' '));
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(version.indexOf(' ') + 1, version.indexOf('.')));
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
