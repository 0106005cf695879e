package io.spotmanager.domain.compute;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tenants of one host.
 *
 * @param servers the servers that Nova lists on the host
 * @param hidden tenants that Nova's list of servers does not show
 * @param unchecked reads that failed, so there may be more tenants; empty if all succeeded
 */
public record HostTenants(List<Server> servers, List<HiddenTenant> hidden, List<Unchecked> unchecked) {

    public HostTenants {
        servers = List.copyOf(servers);
        hidden = List.copyOf(hidden);
        unchecked = List.copyOf(unchecked);
    }

    /** Where hidden tenants are found. */
    public enum Place {
        PLACEMENT("the allocations in placement"),
        COMPUTE_NODE("the host's compute node, by which placement knows it"),
        MIGRATIONS("Nova's list of migrations"),
        SOFT_DELETED("Nova's list of soft-deleted servers");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param why the error of the read */
    public record Unchecked(Place place, String why) {}

    /** The result if only Nova's list of servers was read. */
    public static HostTenants listed(List<Server> servers) {
        return new HostTenants(servers, List.of(), List.of());
    }

    /** True if a server runs on the host or may run there again. */
    public boolean inUse() {
        return !servers.isEmpty()
                || hidden.stream().anyMatch(each -> each.kind().isTenant());
    }

    /** Returns the hidden tenants of that kind. */
    public Stream<HiddenTenant> of(HiddenTenant.Kind kind) {
        return hidden.stream().filter(each -> each.kind() == kind);
    }
}
