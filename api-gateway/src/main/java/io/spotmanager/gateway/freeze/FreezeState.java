package io.spotmanager.gateway.freeze;

import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What counts now, as the API and the event {@code freeze} show it.
 *
 * @param number of the entry that counts; 0 if there never was a freeze
 * @param since null if there never was a freeze
 * @param by who decided it; {@code service} if the service did so itself
 */
public record FreezeState(
        FreezeMode mode,
        long number,
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String reason) {
    static FreezeState of(Freeze entry) {
        return new FreezeState(entry.mode(), entry.number(), entry.at(), entry.actor(), entry.reason());
    }

    /** @param entry the newest; empty if there never was a freeze */
    public static FreezeState of(Optional<Freeze> entry) {
        return entry.map(FreezeState::of).orElseGet(() -> new FreezeState(FreezeMode.OFF, 0, null, null, null));
    }
}
