package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.webhooks.Webhook.Filter;
import io.spotmanager.gateway.webhooks.Webhook.Format;
import io.spotmanager.gateway.webhooks.Webhook.Owner;
import io.spotmanager.gateway.webhooks.Webhook.Secrets;
import io.spotmanager.gateway.webhooks.Webhook.State;
import io.spotmanager.gateway.webhooks.Webhook.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class EventBodiesTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ID = UUID.fromString("0b0d0f5c-0000-4000-8000-000000000001");
    private static final UUID OPERATION = UUID.fromString("01a2f3c4-0000-7000-8000-000000000000");
    private static final String KEY = "k".repeat(32);

    /** What a cloud might say to reach all of a channel, or to make a link. */
    private static final String HOSTILE = "<!channel> [x](https://evil.example) *b* & \u0000\"";

    private static WebhookEvent event(EventKind kind, String subject, String cause) {
        return new WebhookEvent(
                ID,
                kind,
                "key",
                AT,
                subject,
                Json.MAPPER.valueToTree(Map.of(
                        "operation",
                        OPERATION,
                        "kind",
                        "migration",
                        "state",
                        "NEEDS_OPERATOR",
                        "cause",
                        cause,
                        "plan",
                        OPERATION,
                        "why",
                        cause)));
    }

    private static JsonNode body(Format format, WebhookEvent event) {
        return body(format, event, "https://spot.example/base/");
    }

    private static JsonNode body(Format format, WebhookEvent event, String publicUrl) {
        var webhook = new Webhook(
                ID,
                "ops",
                new Target(format, "https://hooks.example/x", format == Format.PAGERDUTY ? KEY : null),
                new Filter(List.of(event.kind().wire()), List.of(), List.of(), List.of()),
                new Secrets(Signature.newSecret(), null, null),
                new Owner("olga", null, AT),
                new State(true, null, null, null, null, null));
        return Json.MAPPER.readTree(
                new EventBodies(publicUrl).body(webhook, event).bytes());
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void a_cloudevent_has_its_required_attributes_and_a_link_to_the_board(EventKind kind) {
        var body = body(Format.CLOUDEVENTS, event(kind, "gpu-1", "why"));

        assertThat(body.path("specversion").asString()).isEqualTo("1.0");
        assertThat(body.path("id").asString()).isEqualTo(ID.toString());
        assertThat(body.path("source").asString()).isEqualTo("https://spot.example/base");
        assertThat(body.path("type").asString()).isEqualTo("io.spotmanager." + kind.wire());
        assertThat(body.path("time").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(body.path("data").path("link").asString())
                .startsWith("https://spot.example/base/")
                .endsWith(body.path("data").path("path").asString());
        assertThat(body.path("data").path("title").asString()).isNotBlank();
    }

    @Test
    void without_a_public_address_there_is_no_link_and_the_rest_is_the_same() {
        var event = event(EventKind.NEEDS_OPERATOR, "gpu-1", "why");

        assertThat(body(Format.CLOUDEVENTS, event, "").path("source").asString())
                .isEqualTo("urn:spot-manager");
        for (var format : Format.values()) {
            assertThat(body(format, event, "").toString()).doesNotContain("https://spot", "\"links\"", "\"actions\"");
        }
    }

    @Test
    void slack_gets_what_others_wrote_as_plain_text_and_a_link_of_ours() {
        var body = body(Format.SLACK, event(EventKind.NEEDS_OPERATOR, "<gpu&1>", HOSTILE));

        assertThat(body.path("text").asString()).isEqualTo("migration of &lt;gpu&amp;1&gt; needs a person");
        assertThat(body.path("blocks")
                        .valueStream()
                        .map(block -> block.path("text").path("type").asString()))
                .containsExactly("plain_text", "plain_text", "mrkdwn");
        assertThat(body.path("blocks").path(1).path("text").path("text").asString())
                .contains("<!channel>");
        assertThat(body.path("blocks").path(2).path("text").path("text").asString())
                .isEqualTo("<https://spot.example/base/operations/%s|Open>".formatted(OPERATION));
    }

    @Test
    void teams_gets_an_adaptive_card_of_text_runs_which_read_no_markdown() {
        var body = body(Format.TEAMS, event(EventKind.NEEDS_OPERATOR, "gpu-1", HOSTILE));

        assertThat(body.path("type").asString()).isEqualTo("message");
        var attachment = body.path("attachments").path(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        var card = attachment.path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").valueStream().map(part -> part.path("type").asString()))
                .containsOnly("RichTextBlock");
        assertThat(card.path("actions").path(0).path("url").asString())
                .isEqualTo("https://spot.example/base/operations/" + OPERATION);
    }

    @Test
    void pagerduty_gets_one_incident_for_an_operation_and_a_source_that_is_read_again_resolves_its_own() {
        var body = body(Format.PAGERDUTY, event(EventKind.NEEDS_OPERATOR, "gpu-1", HOSTILE));

        assertThat(body.path("routing_key").asString()).isEqualTo(KEY);
        assertThat(body.path("event_action").asString()).isEqualTo("trigger");
        assertThat(body.path("dedup_key").asString()).isEqualTo("operation/" + OPERATION);
        assertThat(body.path("payload").path("severity").asString()).isEqualTo("error");
        assertThat(body.path("payload").path("source").asString()).isEqualTo("gpu-1");
        assertThat(body.path("links").path(0).path("href").asString()).contains(OPERATION.toString());
        var stale = body(Format.PAGERDUTY, event(EventKind.SOURCE_STALE, "servers", ""));
        var fresh = body(Format.PAGERDUTY, event(EventKind.SOURCE_FRESH, "servers", ""));
        assertThat(stale.path("dedup_key")).isEqualTo(fresh.path("dedup_key"));
        assertThat(fresh.path("event_action").asString()).isEqualTo("resolve");
    }

    @Test
    void texts_end_where_a_vendor_ends_them() {
        var longOne = "\uD83D\uDE00".repeat(4_000);

        assertThat(body(Format.SLACK, event(EventKind.NEEDS_OPERATOR, "gpu-1", longOne))
                        .path("blocks")
                        .path(1)
                        .path("text")
                        .path("text")
                        .asString())
                .hasSizeLessThanOrEqualTo(3_000)
                .endsWith("\uDE00...");
        assertThat(body(Format.PAGERDUTY, event(EventKind.NEEDS_OPERATOR, longOne, ""))
                        .path("payload")
                        .path("summary")
                        .asString())
                .hasSizeLessThanOrEqualTo(1_024);
    }
}
