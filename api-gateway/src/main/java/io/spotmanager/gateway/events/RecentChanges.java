package io.spotmanager.gateway.events;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of a short list has changed since it was last read. One look at a time, so that an older list is never told after a newer one.
 * Thread-safe.
 *
 * @param <N> equal as long as nothing has changed
 */
final class RecentChanges<N> {
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<N> last;

    /**
     * Blocks for the read, and for another look.
     *
     * @param tell gets the whole list and what is new in it, if there is anything new; the first time nothing is
     */
    void look(Supplier<List<N>> read, BiConsumer<List<N>, List<N>> tell) {
        looking.lock();
        try {
            var before = last;
            var now = read.get();
            var changed = before == null
                    ? List.<N>of()
                    : now.stream().filter(notice -> !before.contains(notice)).toList();
            if (before == null || !changed.isEmpty()) {
                tell.accept(now, changed);
            }
            last = now;
        } finally {
            looking.unlock();
        }
    }
}
