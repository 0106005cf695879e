package io.spotmanager.gateway.webhooks;

import static io.spotmanager.gateway.webhooks.Receiver.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a receiver gets, and what becomes of one that does not take it. */
@GatewayTest
@Timeout(120)
class WebhookDeliveryTest extends WebhookScene {
    WebhookDeliveryTest(Gateway gateway) {
        super(gateway);
    }

    @Test
    void an_operation_in_front_of_a_person_reaches_a_receiver_that_fails_twice_signed_and_with_one_id()
            throws Exception {
        var secret = made("ops", receiver, BOTH);
        assertThat(webhook("ops").has("secret")).isFalse();
        receiver.first(answering(500, Map.of(), "down"), answering(503, Map.of(), "still down"));

        var operation = stuck("gpu-1");
        await().until(() -> {
            sender.runs();
            return receiver.taken().size() == 3;
        });

        assertThat(receiver.taken().stream()
                        .map(taken -> taken.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        for (var taken : receiver.taken()) {
            assertThat(taken.header("webhook-signature")).isEqualTo(signature(secret, taken));
            assertThat(taken.body()).isEqualTo(receiver.taken().getFirst().body());
        }
        var event = Json.MAPPER.readTree(receiver.taken().getFirst().body());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString())
                .isEqualTo(receiver.taken().getFirst().header("webhook-id"));
        assertThat(event.path("type").asString()).isEqualTo("io.spotmanager.operation.needs-operator");
        assertThat(event.path("source").asString()).isNotEmpty();
        assertThat(event.path("subject").asString()).isEqualTo("gpu-1");
        assertThat(event.path("data").path("operation").asString()).isEqualTo(operation.toString());
        assertThat(event.path("data").path("cause").asString()).isEqualTo("Somebody else moved the host.");
        assertThat(event.path("data").path("path").asString()).isEqualTo("/operations/" + operation);
        assertThat(receiver.taken().getFirst().header("Content-Type"))
                .isEqualTo("application/cloudevents+json; charset=utf-8");
        var delivery = deliveries("ops").getFirst();
        assertThat(delivery.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(delivery.path("attempts").asInt()).isEqualTo(3);
        assertThat(delivery.path("status").asInt()).isEqualTo(204);
        assertThat(webhook("ops").has("failing_since")).isFalse();
    }

    @Test
    void it_is_told_again_when_it_stands_in_front_of_a_person_again_and_only_then() {
        made("ops", receiver, BOTH);
        var operation = stuck("gpu-1");
        gateway.jdbc()
                .sql("update operation set cause = 'other', available_at = 'infinity'")
                .update();
        gateway.operator()
                .post("/api/operations/%s/retry".formatted(operation), "{\"reason\": \"again\"}")
                .is(202);
        gateway.worker().getsStuckWith(operation);
        gateway.worker().getsStuckWith(operation);

        sender.runs();

        assertThat(receiver.taken()).hasSize(2);
    }

    @Test
    void two_gateways_send_each_event_once() {
        made("ops", receiver, BOTH);
        IntStream.range(0, 30).forEach(number -> stuck("gpu-" + number));
        var other = new Sender(gateway);

        await().until(() -> {
            sender.begins();
            other.begins();
            return deliveries("ops").stream()
                    .allMatch(delivery -> delivery.path("state").asString().equals("DELIVERED"));
        });

        assertThat(receiver.taken().stream().map(taken -> taken.header("webhook-id")))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_gateway_that_is_killed_between_the_send_and_its_record_has_it_sent_again_by_another_with_the_same_id() {
        made("ops", receiver, BOTH);
        stuck("gpu-1");

        sender.killedBeforeTheRecord().runs();

        assertThat(receiver.taken()).hasSize(1);
        assertThat(deliveries("ops").getFirst().path("state").asString()).isEqualTo("WAITING");
        var other = new Sender(gateway);
        assertThat(other.runs().isQuiet()).isTrue();
        assertThat(receiver.taken()).as("nobody else has it while it is sent").hasSize(1);
        other.later(Duration.ofSeconds(5)).runs();
        assertThat(receiver.taken().stream()
                        .map(taken -> taken.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.taken()).hasSize(2);
        assertThat(deliveries("ops").getFirst().path("state").asString()).isEqualTo("DELIVERED");
    }

    @Test
    void what_happens_while_no_gateway_sends_waits_and_what_is_rolled_back_is_not_told() {
        made("ops", receiver, BOTH);
        stuck("gpu-1");
        var other = gateway.acceptedMoveOf("gpu-2");
        gateway.jdbc().sql("""
                do $$ begin
                    begin
                        update operation set available_at = 'infinity' where id = '%s';
                        raise exception 'the worker died';
                    exception when raise_exception then null;
                    end;
                end $$""".formatted(other)).update();

        sender.later(Duration.ofHours(5)).runs();

        assertThat(receiver.taken()).hasSize(1);
        assertThat(receiver.taken().getFirst().body()).contains("gpu-1");
    }

    @Test
    void a_receiver_that_never_answers_holds_up_no_other() {
        try (var slow = new Receiver()) {
            slow.always(slow.never());
            made("slow", slow, BOTH);
            made("ops", receiver, BOTH);
            IntStream.range(0, 5).forEach(number -> stuck("gpu-" + number));

            sender.begins();

            await().until(() -> receiver.taken().size() == 5);
            assertThat(sender.isQuiet())
                    .as("the slow one is still at its deliveries")
                    .isFalse();
            assertThat(deliveries("slow"))
                    .noneMatch(delivery -> delivery.path("state").asString().equals("DELIVERED"));
        }
    }

    @Test
    void two_secrets_sign_during_a_rotation_and_one_after_it() throws Exception {
        var first = made("ops", receiver, BOTH);

        var second = gateway.admin().post(OPS + "/rotate-secret", "").is(200).field("secret");
        stuck("gpu-1");
        sender.runs();

        var during = receiver.taken().getFirst();
        assertThat(during.header("webhook-signature"))
                .isEqualTo(signature(second, during) + " " + signature(first, during));
        assertThat(webhook("ops").has("former_secret_until")).isTrue();
        stuck("gpu-2");
        sender.later(Duration.ofHours(25)).runs();
        var after = receiver.taken().getLast();
        assertThat(after.header("webhook-signature")).isEqualTo(signature(second, after));
        assertThat(recorded()).contains("WEBHOOK_SECRET_ROTATED by admin");
        assertThat(gateway.admin().get("/api/security-log?limit=500").text())
                .doesNotContain(first, second, first.substring(6), "/hook");
    }

    @Test
    void one_that_takes_nothing_for_a_day_is_disabled_and_the_others_tell_it() {
        try (var dead = new Receiver()) {
            dead.always(answering(500, Map.of(), "no"));
            made("dead", dead, BOTH);
            made("ops", receiver, "\"webhook.disabled\"");
            stuck("gpu-1");
            stuck("gpu-2");

            sender.runs();
            assertThat(webhook("dead").path("last_failure").asString()).isEqualTo("It answered 500.");
            assertThat(webhook("dead").path("enabled").asBoolean()).isTrue();
            sender.later(Duration.ofHours(23)).runs();
            assertThat(webhook("dead").path("enabled").asBoolean()).isTrue();
            sender.later(Duration.ofHours(25)).runs();

            assertThat(webhook("dead").path("enabled").asBoolean()).isFalse();
            assertThat(webhook("dead").path("disabled_why").asString()).contains("Nothing was taken since");
            assertThat(deliveries("dead"))
                    .allMatch(delivery -> delivery.path("state").asString().equals("GIVEN_UP"));
            await().until(() -> {
                sender.runs();
                return receiver.taken().size() == 1;
            });
            assertThat(receiver.taken().getFirst().body()).contains("The webhook dead was disabled");
            assertThat(recorded()).containsOnlyOnce("WEBHOOK_DISABLED by ");
            var sent = dead.taken().size();
            stuck("gpu-3");
            sender.runs();
            assertThat(dead.taken()).hasSize(sent);

            // A person mends it, tests it, and sends again what was lost.
            dead.always(answering(200, Map.of(), "fine"));
            var lost = deliveries("dead").getFirst();
            assertThat(gateway.admin()
                            .post("/api/webhooks/dead/test", "")
                            .is(200)
                            .field("state"))
                    .isEqualTo("DELIVERED");
            var again = gateway.admin()
                    .post(
                            "/api/webhooks/dead/deliveries/%s/redeliver"
                                    .formatted(lost.path("id").asString()),
                            "")
                    .is(200);
            assertThat(again.field("state")).isEqualTo("DELIVERED");
            assertThat(again.field("asked_by")).isEqualTo("admin");
            assertThat(dead.taken().getLast().header("webhook-id"))
                    .isEqualTo(lost.path("event").asString());
            sets(gateway.admin(), "/api/webhooks/dead", "{\"events\": [%s]}".formatted(BOTH))
                    .is(200);
            assertThat(webhook("dead").path("enabled").asBoolean()).isTrue();
            assertThat(webhook("dead").has("disabled_why")).isFalse();
        }
    }

    @Test
    void one_whose_receiver_says_gone_is_disabled_at_once() {
        receiver.always(answering(410, Map.of(), ""));
        made("ops", receiver, BOTH);
        stuck("gpu-1");

        sender.runs();

        assertThat(webhook("ops").path("disabled_why").asString()).contains("410");
    }

    @Test
    void a_receiver_that_asks_to_wait_is_left_alone_until_then() {
        receiver.first(answering(429, Map.of("Retry-After", "3600"), ""));
        made("ops", receiver, BOTH);
        stuck("gpu-1");

        sender.runs().later(Duration.ofMinutes(59)).runs();
        assertThat(receiver.taken()).hasSize(1);
        sender.later(Duration.ofMinutes(61)).runs();

        assertThat(receiver.taken()).hasSize(2);
    }

    @Test
    void a_freeze_stops_no_news_and_a_hold_keeps_what_an_older_database_would_tell_again() {
        made("ops", receiver, BOTH);
        stuck("gpu-1");
        stuck("gpu-2");
        gateway.operator().post("/api/freeze", "{\"reason\": \"a fire\"}").is(200);
        sender.runs();
        assertThat(receiver.taken()).hasSize(2);

        gateway.jdbc()
                .sql("update operation set available_at = now() where subject = 'gpu-1'")
                .update();
        gateway.jdbc()
                .sql(
                        "update operation set audit_seq = audit_seq + 1, available_at = 'infinity' where subject = 'gpu-1'")
                .update();
        gateway.tamper(
                "insert into freeze_entry (n, mode, actor, reason) select max(n) + 1, 'HELD', 'service', 'older' from freeze_entry");
        sender.runs();

        assertThat(receiver.taken()).hasSize(2);
        assertThat(webhook("ops").path("resting").asString()).contains("All operations are held");
    }
}
