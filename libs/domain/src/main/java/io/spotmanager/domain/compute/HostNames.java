package io.spotmanager.domain.compute;

import java.util.AbstractList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An unchangeable list of hosts that answers at once whether a host is in it, also if there are thousands. */
final class HostNames extends AbstractList<String> implements RandomAccess {
    private final List<String> inOrder;
    private final Set<String> names;

    private HostNames(List<String> inOrder) {
        this.inOrder = inOrder;
        this.names = new HashSet<>(inOrder);
    }

    static List<String> of(Collection<String> hosts) {
        return hosts instanceof HostNames names ? names : new HostNames(List.copyOf(hosts));
    }

    @Override
    public String get(int index) {
        return inOrder.get(index);
    }

    @Override
    public int size() {
        return inOrder.size();
    }

    @Override
    public boolean contains(@Nullable Object host) {
        return names.contains(host);
    }
}
