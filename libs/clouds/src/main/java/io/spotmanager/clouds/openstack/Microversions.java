package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudAnswer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks in the microversion that tells most, and in an older one where the cloud does not know that: Nova answers 406 then.
 * What is too new for a cloud is remembered for the life of the process.
 */
final class Microversions {
    private static final int NOT_ACCEPTABLE = 406;

    private final Set<String> tooNew = ConcurrentHashMap.newKeySet();

    /** @param request given the microversion to ask in */
    <T> CloudAnswer<T> ask(String wanted, String older, Function<String, CloudAnswer<T>> request) {
        if (!tooNew.contains(wanted)) {
            CloudAnswer<T> answer = request.apply(wanted);
            if (!(answer instanceof CloudAnswer.Refused<T>(int status, String _)) || status != NOT_ACCEPTABLE) {
                return answer;
            }
            tooNew.add(wanted);
        }
        return request.apply(older);
    }
}
