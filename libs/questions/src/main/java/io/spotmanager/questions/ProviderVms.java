package io.spotmanager.questions;

import io.spotmanager.domain.vm.Vm;
import java.util.List;

/** @param unread a sentence for each thing that could not be read */
public record ProviderVms(List<Vm> all, List<String> unread) {
    public ProviderVms {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }
}
