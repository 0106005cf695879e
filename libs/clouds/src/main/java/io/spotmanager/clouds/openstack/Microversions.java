package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudResult;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a request in the preferred microversion, or in an older one if the cloud does not support it: as its version
 * document says, if that was read, or as it says when it answers 406. What was learned holds for the life of the process.
 * Microversions are written as in the header, such as {@code compute 2.69}.
 */
final class Microversions {
    private static final int NOT_ACCEPTABLE = 406;

    /** Nova's words for a 406 (recorded on release 26). */
    private static final Pattern NEWEST = Pattern.compile("maximum is (\\d+\\.\\d+)");

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(Microversions::major).thenComparingInt(Microversions::minor);

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** The newest that a service has, by its name. */
    private final Map<String, String> newest = new ConcurrentHashMap<>();

    /** Notes the newest microversion that a service names; anything but a number is ignored. */
    void endAt(String service, String number) {
        if (number.matches("\\d{1,4}\\.\\d{1,6}")) {
            newest.put(service, service + " " + number);
        }
    }

    /** True if the cloud does not have that version. */
    boolean isTooNew(String version) {
        String last = newest.get(service(version));
        return refused.contains(version) || last != null && BY_NUMBER.compare(version, last) > 0;
    }

    /** @param request called with the microversion to use */
    <T> CloudResult<T> ask(String wanted, String older, Function<String, CloudResult<T>> request) {
        if (!isTooNew(wanted)) {
            CloudResult<T> answer = request.apply(wanted);
            if (!(answer instanceof CloudResult.Rejected<T>(int status, String message)) || status != NOT_ACCEPTABLE) {
                return answer;
            }
            refused.add(wanted);
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
