package io.spotmanager.gateway.outcomes;

import java.util.Collection;
import java.util.UUID;

/** Is told which operations have changed, by this process or another. Must not block. */
public interface OperationChangeListener {
    void changed(Collection<UUID> operations);

    /** More have changed than are told one by one. */
    void manyChanged();
}
