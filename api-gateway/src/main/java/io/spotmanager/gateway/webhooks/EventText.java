package io.spotmanager.gateway.webhooks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event for people.
 *
 * @param path of the board's page about it
 */
record EventText(String title, String sentence, String path) {
    static EventText of(WebhookEvent event) {
        var data = event.data();
        return switch (event.kind()) {
            case NEEDS_OPERATOR ->
                new EventText(
                        "%s of %s needs a person".formatted(text(data, "kind"), event.subject()),
                        "It is in the state %s. %s".formatted(text(data, "state"), text(data, "cause")),
                        "/operations/" + text(data, "operation"));
            case DRIFT ->
                new EventText(
                        "%s is where nobody put it".formatted(event.subject()),
                        "It is in %s, and an operation had put it into %s."
                                .formatted(
                                        text(data, "pool").isEmpty() ? "no pool" : text(data, "pool"),
                                        text(data, "expected_pool").isEmpty()
                                                ? "no pool"
                                                : text(data, "expected_pool")),
                        "/operations/" + text(data, "operation"));
            case SOURCE_STALE ->
                new EventText(
                        "The source %s is stale".formatted(event.subject()),
                        "The board shows of it what was read last. %s".formatted(text(data, "trouble")),
                        "/dependencies");
            case SOURCE_FRESH ->
                new EventText(
                        "The source %s is read again".formatted(event.subject()),
                        "The board shows its present values.",
                        "/dependencies");
            case PLAN_DONE -> planDone(data);
            case PROPOSAL ->
                new EventText(
                        "The policy %s proposes a plan".formatted(event.subject()),
                        text(data, "why"),
                        "/plans/" + text(data, "plan"));
            case DISABLED ->
                new EventText("The webhook %s was disabled".formatted(event.subject()), text(data, "why"), "/webhooks");
            case TEST ->
                new EventText(
                        "Test of the webhook %s".formatted(event.subject()),
                        "%s has asked for it. Nothing has happened.".formatted(text(data, "asked_by")),
                        "/webhooks");
        };
    }

    private static EventText planDone(JsonNode data) {
        var name = text(data, "name").isEmpty() ? text(data, "plan") : text(data, "name");
        var score = data.path("score");
        var how = !text(data, "cancelled_by").isEmpty()
                ? "was cancelled by %s".formatted(text(data, "cancelled_by"))
                : text(data, "stopped").isEmpty() ? "is done" : "has stopped";
        return new EventText(
                "The plan %s %s".formatted(name, how),
                "%d succeeded, %d failed, %d cancelled, %d still open, %d not begun. %s"
                        .formatted(
                                score.path("succeeded").asInt(0),
                                score.path("failed").asInt(0),
                                score.path("cancelled").asInt(0),
                                score.path("open").asInt(0),
                                score.path("planned").asInt(0),
                                text(data, "stopped"))
                        .strip(),
                "/plans/" + text(data, "plan"));
    }

    /** @return empty for what is null or missing */
    private static String text(JsonNode data, String member) {
        var value = data.path(member);
        return value.isNull() ? "" : value.asString("");
    }

    /** The address of the page; null if nobody has set where browsers reach the board. */
    @Nullable
    String link(String publicUrl) {
        return publicUrl.isEmpty() ? null : publicUrl + path;
    }
}
