package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.domain.vm.Firewall;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads firewalls. Missing attachments are an error, not an empty list. A single attachment that names no VM, such as one
 * of a VM that was deleted, is left out. One whose VM cannot be read may be of any VM, so its firewall cannot be read.
 */
final class FirewallReader {

    private FirewallReader() {}

    /** Reads the only firewall of an answer; Hyperstack has also returned it as a list of one. */
    static Firewall only(JsonNode answer, LeftOut leftOut) {
        JsonNode given = answer.path("firewall");
        return read(given.isArray() && given.size() == 1 ? given.get(0) : given, leftOut);
    }

    static Firewall read(JsonNode firewall, LeftOut leftOut) {
        List<Firewall.Attachment> attachments = Fields.rows(firewall, "attachments").stream()
                .flatMap(row -> leftOut.unless(FirewallReader::namesSomeVm, row, FirewallReader::attachment).stream())
                .toList();
        return new Firewall(
                Fields.id(firewall),
                Fields.required(firewall, "name"),
                Fields.text(firewall.at("/environment/name")),
                attachments);
    }

    /** True if the row, readable or not, may be of a firewall that the VM has. */
    static boolean mayGuard(JsonNode firewall, long vmId) {
        JsonNode attachments = firewall.path("attachments");
        return !attachments.isArray()
                || attachments
                        .valueStream()
                        .filter(FirewallReader::namesSomeVm)
                        .map(each -> each.path("vm").path("id").asString(""))
                        .anyMatch(id -> id.equals(Long.toString(vmId)) || !id.matches("\\d+"));
    }

    private static boolean namesSomeVm(JsonNode attachment) {
        JsonNode vm = attachment.path("vm");
        JsonNode id = vm.isObject() ? vm.path("id") : vm;
        return !id.isMissingNode() && !id.isNull();
    }

    private static Firewall.Attachment attachment(JsonNode attachment) {
        return new Firewall.Attachment(Fields.id(attachment.path("vm")), Fields.text(attachment.path("status")));
    }
}
