package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.AnswerBody;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the latest answer, for as long as the cloud sends the same bytes again. Every question is still asked;
 * only the parsing is spared, which took a sixth of a busy worker's processor time with the aggregates of 400 hosts.
 */
final class LatestAnswer<T> {

    /** What is larger is not kept: it would stay in memory between the calls. */
    private static final int LARGEST_KEPT = 1024 * 1024;

    private record Read<T>(AnswerBody body, T value) {}

    private volatile @Nullable Read<T> latest;

    /**
     * @param body an answer's whole body, which nobody changes later
     * @param reading of that body into something immutable; what it throws is thrown, and the latest answer stays what it was
     */
    T of(AnswerBody body, Supplier<T> reading) {
        Read<T> known = latest;
        if (known != null && known.body().isSameAs(body)) {
            return known.value();
        }
        T value = reading.get();
        latest = body.length() > LARGEST_KEPT ? null : new Read<>(body, value);
        return value;
    }
}
