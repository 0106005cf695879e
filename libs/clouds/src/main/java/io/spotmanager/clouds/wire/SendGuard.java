package io.spotmanager.clouds.wire;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks whether a change may still be made at the moment in which it goes out. Between the decision and that moment a call may
 * have waited for its place under a limit, for a token and for a connection.
 */
public final class SendGuard {
    private static final ScopedValue<BooleanSupplier> STILL_ALLOWED = ScopedValue.newInstance();

    private SendGuard() {}

    /** Makes a call; what it would send after that is no longer allowed stays at home and counts as not sent. */
    public static <T> T whileAllowed(BooleanSupplier stillAllowed, Supplier<T> call) {
        return ScopedValue.where(STILL_ALLOWED, stillAllowed).call(call::get);
    }

    /** @throws WireFailure.Withheld if it is no longer allowed */
    static void check() {
        if (STILL_ALLOWED.isBound() && !STILL_ALLOWED.get().getAsBoolean()) {
            throw new WireFailure.Withheld("whoever asked for it may no longer change anything", false);
        }
    }
}
