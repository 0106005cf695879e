package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dialogue about webhooks: what is set, told, left out and refused. */
@GatewayTest
@Timeout(120)
class WebhookTest extends WebhookScene {
    WebhookTest(Gateway gateway) {
        super(gateway);
    }

    @Test
    void it_tells_nothing_in_the_name_of_somebody_who_may_not_know_it_any_more() {
        gateway.admin().post("/api/people", """
                {"name": "olga", "role": "admin"}""").is(201);
        made("ops", receiver, BOTH);
        gateway.tamper("update webhook set set_by = 'olga'");
        stuck("gpu-1");
        gateway.tamper("update person set role = 'VIEWER', must_change = false where name = 'olga'");

        sender.runs();

        assertThat(receiver.taken()).isEmpty();
        assertThat(webhook("ops").path("resting").asString()).contains("in the name of olga", "needs the role admin");
        gateway.tamper(
                "update person set role = 'ADMIN' where name = 'olga'",
                "insert into person_limit (name, kind, object, set_by) values ('olga', 'POOL', 'L40-n3', 'admin')");
        sender.runs();
        assertThat(receiver.taken()).isEmpty();

        sets(gateway.admin(), OPS, "{\"events\": [%s]}".formatted(BOTH)).is(200);
        sender.runs();
        assertThat(receiver.taken()).hasSize(1);
        assertThat(webhook("ops").has("resting")).isFalse();
    }

    @Test
    void a_look_at_sources_that_are_as_they_were_touches_no_row() {
        gateway.readsTheCloud();
        var sources = gateway.part("sourceWatch", SourceWatch.class);
        sources.run();
        var known = gateway.jdbc()
                .sql("select count(*) from webhook_source")
                .query(Long.class)
                .single();

        sources.run();

        assertThat(known).isPositive();
        assertThat(gateway.jdbc()
                        .sql("select count(*) from webhook_source where xmax = 0")
                        .query(Long.class)
                        .single())
                .as("rows that no later transaction has locked or changed")
                .isEqualTo(known);
    }

    @Test
    void every_kind_of_event_is_told_from_where_it_is_known() {
        gateway.readsTheCloud();
        var all = EventKind.subscribable().stream().map("\"%s\""::formatted).toList();
        made("ops", receiver, String.join(", ", all));
        var sources = gateway.part("sourceWatch", SourceWatch.class);
        sources.run();

        gateway.jdbc().sql("""
                update host set drift_operation = gen_random_uuid(), drift_expected = 'L40-n3', drift_since = now()
                where name = (select min(name) from host where pool = 'L40-n3-spot')""").update();
        gateway.jdbc()
                .sql(
                        "update source set state = 'STALE', stale_since = now(), trouble = 'no answer' where name = 'servers'")
                .update();
        sources.run();
        sources.run();
        gateway.jdbc()
                .sql(
                        "update source set state = 'OK', read_at = now(), stale_since = null, trouble = null where name = 'servers'")
                .update();
        sources.run();
        sets(gateway.admin(), "/api/policies/keep", """
                {"pool": "L40-n3", "at_least": 30, "at_most": 40, "from": ["L40-n3-spot"], "per_day": 1}""").is(200);
        var plan = gateway.viewer().get("/api/plans").each("id").getFirst();
        gateway.operator()
                .post("/api/plans/%s/commit".formatted(plan), "{\"reason\": \"fine\"}")
                .is(202);
        gateway.viewer()
                .get("/api/operations?open=true")
                .each("id")
                .forEach(operation -> gateway.worker().carriesOut(UUID.fromString(operation)));
        await().until(() ->
                gateway.viewer().get("/api/plans/" + plan).field("state").equals("ENDED"));
        sender.runs();

        var told = receiver.taken().stream()
                .map(taken -> Json.MAPPER.readTree(taken.body()))
                .toList();
        assertThat(told.stream().map(event -> event.path("type").asString()))
                .containsExactlyInAnyOrder(
                        "io.spotmanager.host.drift",
                        "io.spotmanager.source.stale",
                        "io.spotmanager.source.fresh",
                        "io.spotmanager.policy.proposal",
                        "io.spotmanager.plan.done");
        assertThat(told).anySatisfy(event -> {
            assertThat(event.path("data").path("score").path("succeeded").asInt(0))
                    .isOne();
            assertThat(event.path("data").path("pools").toString()).contains("L40-n3", "L40-n3-spot");
        });
        assertThat(told)
                .anySatisfy(
                        event -> assertThat(event.path("data").path("trouble").asString(""))
                                .isEqualTo("no answer"));
    }

    @Test
    void a_filter_leaves_out_what_is_certainly_not_meant() {
        gateway.readsTheCloud();
        gateway.worker().beats();
        var h100 = made("h100", receiver, BOTH, ", \"gpu_types\": [\"H100\"]");
        assertThat(h100).startsWith("whsec_");
        try (var l40 = new Receiver()) {
            made("l40", l40, BOTH, ", \"pools\": [\"L40-n3\"]");
            var host = gateway.jdbc()
                    .sql("select min(name) from host where pool = 'L40-n3-spot'")
                    .query(String.class)
                    .single();
            stuck(host);

            sender.runs();

            assertThat(receiver.taken()).isEmpty();
            assertThat(l40.taken()).hasSize(1);
        }
    }

    @Test
    void every_wrong_field_is_named() {
        assertThat(blamed("{}")).containsExactly("url", "events");
        assertThat(blamed("""
                {"format": "fax", "url": "http://169.254.169.254/x", "events": ["operation.done", "host.drift", "host.drift"],
                 "pools": ["L40-n33"], "gpu_types": ["L41"], "operations": ["dance"], "routing_key": "k"}"""))
                .containsExactly(
                        "format",
                        "url",
                        "routing_key",
                        "events[0]",
                        "events[2]",
                        "pools[0]",
                        "gpu_types[0]",
                        "operations[0]");
        assertThat(blamed("{\"format\": \"pagerduty\", \"events\": [\"host.drift\"]}"))
                .containsExactly("routing_key");
        sets(gateway.admin(), "/api/webhooks/Ops", body(receiver.url(), BOTH)).blames("name");
        sets(gateway.admin(), OPS, body(receiver.url(), BOTH, ", \"secret\": \"mine\""))
                .blames("secret");
        assertThat(gateway.admin().get("/api/webhooks").is(200).each("name")).isEmpty();
        gateway.admin().get(OPS).isProblem(404, "not-found");
        gateway.admin().get(OPS + "/deliveries").isProblem(404, "not-found");
        made("ops", receiver, BOTH);
        gateway.admin().get(OPS + "/deliveries?state=LOST").blames("state");
        gateway.admin().get(OPS + "/deliveries?limit=0").blames("limit");
        gateway.admin().get(OPS + "/deliveries?cursor=x").blames("cursor");
        gateway.admin()
                .post(OPS + "/deliveries/%s/redeliver".formatted(UUID.randomUUID()), "")
                .isProblem(404, "not-found");
    }

    @Test
    void the_path_of_an_address_is_never_shown_and_stays_if_it_is_left_out() {
        made("ops", receiver, BOTH);

        assertThat(webhook("ops").path("url").asString())
                .isEqualTo("http://127.0.0.1:%d/...".formatted(receiver.port()));
        sets(gateway.admin(), OPS, "{\"events\": [\"host.drift\"]}").is(200);
        gateway.admin().post(OPS + "/test", "").is(200);
        assertThat(receiver.taken()).hasSize(1);
        assertThat(recorded())
                .containsExactly("WEBHOOK_SET by admin", "WEBHOOK_SET by admin", "WEBHOOK_TESTED by admin");
    }

    @Test
    void a_deleted_webhook_takes_its_deliveries_along_and_its_name_begins_anew() {
        made("ops", receiver, BOTH);
        stuck("gpu-1");

        gateway.operator().send("DELETE", OPS, "").is(403);
        gateway.admin().send("DELETE", OPS, "").is(204);
        made("ops", receiver, BOTH);
        sender.runs();

        assertThat(receiver.taken()).isEmpty();
        assertThat(deliveries("ops")).isEmpty();
    }

    @Test
    void without_a_webhook_nothing_is_written() {
        stuck("gpu-1");

        assertThat(gateway.jdbc()
                        .sql("select count(*) from webhook_event")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<String> blamed(String body) {
        return sets(gateway.admin(), OPS, body)
                .isProblem(400, "invalid-request")
                .json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
