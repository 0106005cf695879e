package io.spotmanager.domain.compute;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everybody who has resources of one host.
 *
 * @param servers those that Nova lists on the host
 * @param hidden those that it does not list there
 * @param unchecked what could not be asked, so that there may be more; empty when everything was
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

    /** @param why what the cloud said when it was asked */
    public record Unchecked(Place place, String why) {}

    /** As far as Nova's list of servers tells. */
    public static HostTenants listed(List<Server> servers) {
        return new HostTenants(servers, List.of(), List.of());
    }

    /** Whether a server runs on the host, or may run there again. */
    public boolean inUse() {
        return !servers.isEmpty()
                || hidden.stream().anyMatch(each -> each.kind().isTenant());
    }

    /** Those of that kind. */
    public Stream<HiddenTenant> of(HiddenTenant.Kind kind) {
        return hidden.stream().filter(each -> each.kind() == kind);
    }
}
