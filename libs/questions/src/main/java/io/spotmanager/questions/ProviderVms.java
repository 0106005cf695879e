package io.spotmanager.questions;

import io.spotmanager.domain.vm.Vm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param unread a sentence for each thing that could not be read
 * @param notSetUp a sentence for each provider that is not set up, so that there is nothing to read; a worker of an earlier release has these
 *     in {@code unread}
 */
public record ProviderVms(
        List<Vm> all, List<String> unread, @Nullable List<String> notSetUp) {
    public ProviderVms {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
        notSetUp = notSetUp == null ? List.of() : List.copyOf(notSetUp);
    }

    public ProviderVms(List<Vm> all, List<String> unread) {
        this(all, unread, List.of());
    }

    @Override
    public List<String> notSetUp() {
        return notSetUp == null ? List.of() : notSetUp;
    }
}
