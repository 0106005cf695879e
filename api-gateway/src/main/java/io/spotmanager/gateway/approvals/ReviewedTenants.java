package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.gateway.security.Sha256;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who uses a host, so that it can be told later whether they are the same. */
public final class ReviewedTenants {
    private ReviewedTenants() {}

    /** Counts VMs and hidden tenants; what is only left over is told apart as well. */
    public static ReviewedPreview.Tenants of(HostTenants tenants) {
        var ids = Stream.concat(
                        tenants.servers().stream().map(Server::id),
                        tenants.hidden().stream().map(ReviewedTenants::identity))
                .sorted()
                .collect(Collectors.joining("\n"));
        var hidden = tenants.hidden().stream()
                .filter(tenant -> tenant.kind().isTenant())
                .count();
        return new ReviewedPreview.Tenants(tenants.servers().size() + (int) hidden, Sha256.of(ids));
    }

    private static String identity(HiddenTenant tenant) {
        return "%s %s".formatted(tenant.kind(), tenant.id());
    }
}
