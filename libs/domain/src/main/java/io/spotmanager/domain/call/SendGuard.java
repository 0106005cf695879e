package io.spotmanager.domain.call;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides whether a changing call may still be sent, at the moment in which it goes out. Between the decision and that moment
 * the call may have waited for a rate limit, for a token and for a connection, and the lease of the operation may be over.
 */
public final class SendGuard {
    private static final ScopedValue<BooleanSupplier> ALLOWED = ScopedValue.newInstance();

    private SendGuard() {}

    /** Makes a call. A request that it would send when that is no longer allowed is not sent, and counts as not sent. */
    public static <T> T whileAllowed(BooleanSupplier allowed, Supplier<T> call) {
        return ScopedValue.where(ALLOWED, allowed).call(call::get);
    }

    /** True if the calling thread may send a request now; always true outside {@link #whileAllowed}. */
    public static boolean allows() {
        return !ALLOWED.isBound() || ALLOWED.get().getAsBoolean();
    }
}
