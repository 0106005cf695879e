package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudResult;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sends a request in the preferred microversion, and in an older one if the cloud answers 406 (unsupported).
 * Unsupported versions are remembered for the life of the process.
 */
final class Microversions {
    private static final int NOT_ACCEPTABLE = 406;

    private final Set<String> tooNew = ConcurrentHashMap.newKeySet();

    /** True if the cloud has refused that version. */
    boolean isTooNew(String version) {
        return tooNew.contains(version);
    }

    /** @param request called with the microversion to use */
    <T> CloudResult<T> ask(String wanted, String older, Function<String, CloudResult<T>> request) {
        if (!tooNew.contains(wanted)) {
            CloudResult<T> answer = request.apply(wanted);
            if (!(answer instanceof CloudResult.Rejected<T>(int status, String _)) || status != NOT_ACCEPTABLE) {
                return answer;
            }
            tooNew.add(wanted);
        }
        return request.apply(older);
    }
}
