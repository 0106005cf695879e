package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.vm.Firewall;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads firewalls. Missing attachments are an error, not an empty list. */
final class FirewallReader {

    private FirewallReader() {}

    /** Reads the only firewall of an answer; Hyperstack has also returned it as a list of one. */
    static Firewall only(JsonNode answer) {
        JsonNode given = answer.path("firewall");
        return read(given.isArray() && given.size() == 1 ? given.get(0) : given);
    }

    static Firewall read(JsonNode firewall) {
        List<Firewall.Attachment> attachments = Fields.rows(firewall, "attachments").stream()
                .map(FirewallReader::attachment)
                .toList();
        return new Firewall(
                Fields.id(firewall),
                Fields.required(firewall, "name"),
                Fields.text(firewall.at("/environment/name")),
                attachments);
    }

    private static Firewall.Attachment attachment(JsonNode attachment) {
        JsonNode vm = attachment.at("/vm/id");
        if (!vm.isIntegralNumber()) {
            throw new WireFailure.Unusable("a firewall with an attachment that names no VM");
        }
        return new Firewall.Attachment(vm.longValue(), Fields.text(attachment.path("status")));
    }
}
