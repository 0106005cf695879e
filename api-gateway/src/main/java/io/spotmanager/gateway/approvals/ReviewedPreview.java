package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.pool.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command would do, as the requester and the second person see it.
 *
 * @param allowed whether the worker would carry it out if nothing changed until then
 * @param tenants who uses the host
 * @param readAt when the clouds were read; null if it is not known
 */
public record ReviewedPreview(
        boolean allowed,
        List<Check> checks,
        List<Line> commands,
        Tenants tenants,
        @Nullable Instant readAt) {
    public ReviewedPreview {
        checks = List.copyOf(checks);
        commands = List.copyOf(commands);
    }

    /**
     * @param title what it is for; null if the command says so itself
     * @param command as on a command line, with secrets masked
     */
    public record Line(@Nullable String title, String command) {}

    /**
     * @param vms how many VMs and other tenants there are
     * @param identity equal if they are the same ones; tells nobody which
     */
    public record Tenants(int vms, String identity) {}
}
