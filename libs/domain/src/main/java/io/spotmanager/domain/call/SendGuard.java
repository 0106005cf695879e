package io.spotmanager.domain.call;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides whether a changing call may still be sent, right before it is sent. The call may have waited for a rate
 * limit, a token and a connection, and the lease of the operation may have expired meanwhile.
 */
public final class SendGuard {
    private static final ScopedValue<BooleanSupplier> ALLOWED = ScopedValue.newInstance();

    private SendGuard() {}

    /**
     * Makes a call. A request that is no longer allowed is not sent, and the call returns {@link CloudResult.NotSent}.
     */
    public static <T> T whileAllowed(BooleanSupplier allowed, Supplier<T> call) {
        return ScopedValue.where(ALLOWED, allowed).call(call::get);
    }

    /** True if the calling thread may send a request now; always true outside {@link #whileAllowed}. */
    public static boolean allows() {
        return !ALLOWED.isBound() || ALLOWED.get().getAsBoolean();
    }
}
