package io.spotmanager.cli.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long to go on asking somebody who does not answer.
 *
 * @param whole null for ever
 * @param one the least time for one request; null for that of the connection
 */
public record Patience(@Nullable Duration whole, @Nullable Duration one) {
    public static final Patience NONE = new Patience(Duration.ZERO, null);
    public static final Patience USUAL = new Patience(Duration.ofSeconds(20), null);
    public static final Patience ENDLESS = new Patience(null, null);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Returns how long one request may take. */
    Duration ofOneRequest(Duration usual) {
        return one != null && one.compareTo(usual) > 0 ? one : usual;
    }

    Tries begin(Consumer<String> notes, URI address) {
        return new Tries(this, notes, address);
    }

    /** Blocks for that long; what waits here for nothing is the end of the process. */
    public static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tries of one request. */
    static final class Tries {
        private final Patience patience;
        private final Consumer<String> notes;
        private final URI address;
        private final long begin = System.nanoTime();
        private Duration next = FIRST;
        private boolean said;

        private Tries(Patience patience, Consumer<String> notes, URI address) {
            this.patience = patience;
            this.notes = notes;
            this.address = address;
        }

        /**
         * Says so once, blocks until the next try, with a random part so that many clients do not come back at once.
         *
         * @param wish of the answer; null if it has none
         * @return false, at once, if the patience does not last until then
         */
        boolean again(String why, @Nullable Duration wish) {
            var random = next.plusMillis(ThreadLocalRandom.current().nextLong(next.toMillis() / 2 + 1));
            var wait = wish != null && wish.compareTo(random) > 0 ? wish : random;
            var gone = Duration.ofNanos(System.nanoTime() - begin);
            if (patience.whole() != null && gone.plus(wait).compareTo(patience.whole()) > 0) {
                return false;
            }
            if (!said) {
                said = true;
                notes.accept("%s %s; asking again.".formatted(address, why));
            }
            pause(wait);
            var twice = next.multipliedBy(2);
            next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
            return !Thread.currentThread().isInterrupted();
        }

        void answered() {
            if (said) {
                notes.accept("%s answers again.".formatted(address));
            }
        }
    }
}
