package io.spotmanager.clouds.wire;

import java.util.function.Supplier;

/**
 * What belongs to the call that the running thread is making: how large its answers may be, and the memory that they take until
 * the call is over.
 */
record CallScope(int largestAnswer, AnswerMemory.Share memory) {

    private static final ScopedValue<CallScope> CURRENT = ScopedValue.newInstance();

    /** Runs within a scope of its own and gives back the memory in the end. */
    static <T> T within(Limits limits, Supplier<T> call) {
        try (AnswerMemory.Share memory = AnswerMemory.OF_THIS_PROCESS.open()) {
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
