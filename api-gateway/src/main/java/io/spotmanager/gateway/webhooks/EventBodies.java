package io.spotmanager.gateway.webhooks;

import io.spotmanager.audit.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The bodies in which an event is sent, the same bytes with each attempt. What clouds and people wrote goes into fields that are plain text at the
 * vendor, so that it can neither name a channel there nor make a link.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents, structured mode</a>
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack, incoming webhooks</a>
 * @see <a href="https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook">Teams, a workflow that starts with a webhook</a>
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">PagerDuty, Events API v2</a>
 */
@Component
class EventBodies {
    private static final String JSON = "application/json; charset=utf-8";

    /** Of Slack's section: 3000 characters. */
    private static final int SLACK_LONGEST = 2_900;

    /** Of PagerDuty's summary. */
    private static final int PAGERDUTY_LONGEST = 1_024;

    private static final int TEAMS_LONGEST = 5_000;

    /** @param contentType with the character set */
    record Body(String contentType, byte[] bytes) {}

    private final String publicUrl;

    EventBodies(@Value("${spot.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    Body body(Webhook webhook, WebhookEvent event) {
        var text = EventText.of(event);
        return switch (webhook.target().format()) {
            case CLOUDEVENTS -> json("application/cloudevents+json; charset=utf-8", cloudEvent(event, text));
            case SLACK -> json(JSON, slack(text));
            case TEAMS -> json(JSON, teams(text));
            case PAGERDUTY -> json(JSON, pagerDuty(webhook, event, text));
        };
    }

    private static Body json(String contentType, Map<String, ?> value) {
        return new Body(contentType, Json.MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> cloudEvent(WebhookEvent event, EventText text) {
        var data = new LinkedHashMap<String, Object>();
        event.data().propertyStream().forEach(member -> data.put(member.getKey(), member.getValue()));
        data.put("title", text.title());
        data.put("text", text.sentence());
        data.put("path", text.path());
        put(data, "link", text.link(publicUrl));
        var body = new LinkedHashMap<String, Object>();
        body.put("specversion", "1.0");
        body.put("id", event.id());
        body.put("source", publicUrl.isEmpty() ? "urn:spot-manager" : publicUrl);
        body.put("type", event.kind().type());
        body.put("subject", event.subject());
        body.put("time", event.at().toString());
        body.put("datacontenttype", "application/json");
        body.put("data", data);
        return body;
    }

    private Map<String, Object> slack(EventText text) {
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Map.of("type", "section", "text", slackText("plain_text", text.title())));
        if (!text.sentence().isBlank()) {
            blocks.add(Map.of("type", "section", "text", slackText("plain_text", text.sentence())));
        }
        var link = text.link(publicUrl);
        if (link != null) {
            blocks.add(Map.of("type", "section", "text", slackText("mrkdwn", "<%s|Open>".formatted(slackSafe(link)))));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("text", slackSafe(text.title())); // of notifications
        body.put("blocks", blocks);
        return body;
    }

    private static Map<String, Object> slackText(String type, String text) {
        return Map.of("type", type, "text", cut(text, SLACK_LONGEST));
    }

    private static String slackSafe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Map<String, Object> teams(EventText text) {
        var card = new LinkedHashMap<String, Object>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", List.of(teamsText(text.title(), "Bolder"), teamsText(text.sentence(), "Default")));
        var link = text.link(publicUrl);
        if (link != null) {
            card.put("actions", List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", link)));
        }
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    /** A text run: a text block would read Markdown. */
    private static Map<String, Object> teamsText(String text, String weight) {
        return Map.of(
                "type",
                "RichTextBlock",
                "inlines",
                List.of(Map.of("type", "TextRun", "text", cut(text, TEAMS_LONGEST), "weight", weight)));
    }

    private Map<String, Object> pagerDuty(Webhook webhook, WebhookEvent event, EventText text) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("summary", cut(text.title(), PAGERDUTY_LONGEST));
        payload.put("source", event.subject());
        payload.put("severity", event.kind().severity().name().toLowerCase(Locale.ROOT));
        payload.put("timestamp", event.at().toString());
        payload.put("class", event.kind().wire());
        payload.put("custom_details", Map.of("text", text.sentence(), "event", event.data()));
        var body = new LinkedHashMap<String, Object>();
        body.put("routing_key", Objects.requireNonNull(webhook.target().routingKey(), "PagerDuty needs its key"));
        body.put("event_action", event.kind() == EventKind.SOURCE_FRESH ? "resolve" : "trigger");
        body.put("dedup_key", incident(event));
        body.put("client", "Spot Manager");
        body.put("payload", payload);
        var link = text.link(publicUrl);
        if (link != null) {
            body.put("client_url", link);
            body.put("links", List.of(Map.of("href", link, "text", "Open")));
        }
        return body;
    }

    /** One incident for each operation, host, and source. */
    private static String incident(WebhookEvent event) {
        return switch (event.kind()) {
            case NEEDS_OPERATOR -> "operation/" + event.data().path("operation").asString("");
            case DRIFT -> "drift/" + event.subject();
            case SOURCE_STALE, SOURCE_FRESH -> "source/" + event.subject();
            case PLAN_DONE, PROPOSAL, DISABLED, TEST -> event.id().toString();
        };
    }

    private static void put(Map<String, Object> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 4)) ? longest - 4 : longest - 3;
        return text.substring(0, end) + "...";
    }
}
