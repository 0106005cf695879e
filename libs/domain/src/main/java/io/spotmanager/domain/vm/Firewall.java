package io.spotmanager.domain.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of rules and the VMs that it is attached to.
 *
 * @param environment the name; null if unknown
 */
public record Firewall(long id, String name, @Nullable String environment, List<Attachment> attachments) {

    public Firewall {
        attachments = List.copyOf(attachments);
    }

    /** @param status such as ATTACHED; null if unknown */
    public record Attachment(long vmId, @Nullable String status) {}

    public boolean guards(long vmId) {
        return attachments.stream().anyMatch(attachment -> attachment.vmId() == vmId);
    }
}
