package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.limit.LoginsBusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes few passwords at the same time, first come first served, so that guessing leaves the processors to others. Throws
 * {@link LoginsBusyException} when too many are waiting, or after a wait of two seconds.
 */
final class BoundedPasswordEncoder implements PasswordEncoder {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WAITING_EACH = 16;

    private final PasswordEncoder encoder;
    private final Semaphore hashing;
    private final int mostWaiting;

    /** @param atOnce how many hashes may be computed at the same time */
    BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.hashing = new Semaphore(atOnce, true);
        this.mostWaiting = atOnce * WAITING_EACH;
    }

    /** Leaves half of the processors to everything else. */
    static PasswordEncoder forThisMachine(PasswordEncoder encoder) {
        return new BoundedPasswordEncoder(
                encoder, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return inTurn(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        return inTurn(() -> encoder.matches(password, encoded));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private <T extends @Nullable Object> T inTurn(Supplier<T> hash) {
        if (hashing.getQueueLength() >= mostWaiting || !acquired()) {
            throw new LoginsBusyException();
        }
        try {
            return hash.get();
        } finally {
            hashing.release();
        }
    }

    private boolean acquired() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
