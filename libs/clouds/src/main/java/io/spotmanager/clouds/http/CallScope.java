package io.spotmanager.clouds.http;

import java.util.function.Supplier;

/**
 * The limits of the call that the present thread makes: the largest size of an answer, and its memory until the call
 * has ended.
 */
record CallScope(int largestAnswer, ResponseMemory.Share memory) {

    private static final ScopedValue<CallScope> CURRENT = ScopedValue.newInstance();

    /** Runs the call in its own scope, and frees the memory afterwards. */
    static <T> T within(Limits limits, Supplier<T> call) {
        try (ResponseMemory.Share memory = ResponseMemory.OF_THIS_PROCESS.open()) {
            return ScopedValue.where(CURRENT, new CallScope(limits.largestAnswer(), memory))
                    .call(call::get);
        }
    }

    static boolean isOpen() {
        return CURRENT.isBound();
    }

    /** @throws java.util.NoSuchElementException outside of a call */
    static CallScope current() {
        return CURRENT.get();
    }
}
