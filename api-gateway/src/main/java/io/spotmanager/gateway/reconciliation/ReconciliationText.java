package io.spotmanager.gateway.reconciliation;

import io.spotmanager.gateway.freeze.FreezeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the gateway told, for a terminal. */
final class ReconciliationText {
    private static final List<String> DIFFERENCES = List.of("missing", "open", "hosts", "vms");

    private ReconciliationText() {}

    /** @param told the body of {@code GET /api/reconciliation} */
    static String of(JsonNode told) {
        var lines = new ArrayList<String>();
        lines.add("The clouds were read at %s.".formatted(text(told, "read_at").replaceFirst("\\.\\d+Z", "Z")));
        var freeze = told.path("freeze");
        if (!FreezeText.isOff(freeze)) {
            lines.add("The service is %s".formatted(FreezeText.of(freeze)));
        }
        section(
                lines,
                "Histories that were seen to go further than they do here:",
                told,
                "missing",
                each -> "%s %s of %s: had %s entries and was %s, here %s; the host is %s"
                        .formatted(
                                text(each, "operation"),
                                text(each, "kind"),
                                text(each, "host"),
                                text(each, "seq"),
                                text(each, "state"),
                                each.path("found_seq").isNumber() ? text(each, "found_seq") : "unknown",
                                pools(each)));
        section(
                lines,
                "Open operations (--cancel OPERATION):",
                told,
                "open",
                each -> "%s %s of %s, %s, for %s: %s"
                        .formatted(
                                text(each, "operation"),
                                text(each, "kind"),
                                text(each, "host"),
                                text(each, "state"),
                                text(each, "requested_by"),
                                text(each, "next")));
        section(
                lines,
                "Hosts that are not where the history left them (--adopt HOST, --repair HOST):",
                told,
                "hosts",
                each -> "%s is %s; operation %s left it in %s at %s"
                        .formatted(
                                text(each, "host"),
                                pools(each),
                                text(each, "operation"),
                                text(each, "expected"),
                                text(each, "ended_at")));
        section(
                lines,
                "VMs at Hyperstack without their launch (delete them there, if nobody uses them):",
                told,
                "vms",
                each -> "%s %s of launch %s, which %s"
                        .formatted(
                                text(each, "id"),
                                text(each, "name"),
                                text(each, "operation"),
                                each.path("state").isString() ? "ended " + text(each, "state") : "is unknown here"));
        section(lines, "Not read:", told, "unread", JsonNode::asString);
        section(lines, "Not set up here, so there was nothing to read:", told, "not_set_up", JsonNode::asString);
        if (!differs(told)) {
            lines.add(
                    told.path("unread").isEmpty()
                            ? "There is no difference."
                            : "There is no difference in what was read.");
        }
        return String.join(System.lineSeparator(), lines);
    }

    static boolean differs(JsonNode told) {
        return DIFFERENCES.stream().anyMatch(each -> !told.path(each).isEmpty());
    }

    private interface Line {
        String of(JsonNode each);
    }

    private static void section(List<String> lines, String title, JsonNode told, String member, Line line) {
        var items = told.path(member);
        if (!items.isEmpty()) {
            lines.add(title);
            items.forEach(item -> lines.add("  " + line.of(item)));
            var all = told.path("totals").path(member).asLong(items.size());
            if (all > items.size()) {
                lines.add("  ... these are %d of %d".formatted(items.size(), all));
            }
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static String pools(JsonNode node) {
        return node.path("pools").isEmpty()
                ? "in no pool"
                : "in "
                        + node.path("pools")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(" and "));
    }
}
