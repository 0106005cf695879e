package io.spotmanager.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An admin who sets policies for L40-n3, and what the gateway says of them. */
final class Keeper {
    static final String KEEP = "/api/policies/keep";
    static final String POOL = "L40-n3";
    static final String SPOT = "L40-n3-spot";

    private final Gateway gateway;

    Keeper(Gateway gateway) {
        this.gateway = gateway;
    }

    /** How many empty hosts the pool has, as its policy counts them. */
    int empty() {
        return emptyIn(POOL);
    }

    int emptyIn(String pool) {
        return gateway.jdbc()
                .sql("select count(*) from host where pool = ? and vm_count = 0")
                .param(pool)
                .query(Integer.class)
                .single();
    }

    static String bounds(int least, int most, int day, String... more) {
        return """
                {"pool": "L40-n3", "at_least": %d, "at_most": %d, "from": ["L40-n3-spot"], "prefer": ["empty"], "per_day": %d%s}""".formatted(least, most, day, String.join("", more));
    }

    Reply sets(String path, String body) {
        return sets(gateway.admin(), path, body);
    }

    Reply sets(Caller who, String path, String body) {
        return who.with("Content-Type", "application/json").send("PUT", path, body);
    }

    JsonNode set(int least, int most, int day, String... more) {
        return sets(KEEP, bounds(least, most, day, more)).is(200).json();
    }

    JsonNode read() {
        return gateway.viewer().get(KEEP).is(200).json();
    }

    /** It looks now, as it would a minute later. */
    JsonNode looks() {
        gateway.tamper("update pool_policy set looked_at = null");
        var now = gateway.jdbc()
                .sql("select clock_timestamp()::text")
                .query(String.class)
                .single();
        gateway.part("policyLooks", PolicyLooks.class).run();
        await().until(() -> gateway.jdbc()
                .sql("select coalesce(bool_and(looked_at >= ?::timestamptz), true) from pool_policy")
                .param(now)
                .query(Boolean.class)
                .single());
        return read();
    }

    /** @return the plan that it proposes */
    JsonNode proposal(JsonNode policy) {
        var href = policy.path("proposal").path("href").asString("");
        assertThat(href).as(policy.toString()).isNotEmpty();
        return gateway.viewer().get(href).is(200).json();
    }

    List<String> operations() {
        return gateway.viewer().get("/api/operations").is(200).each("id");
    }

    List<String> recorded() {
        return gateway.admin()
                .get("/api/security-log?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("event").asString().startsWith("POLICY_"))
                .map(entry -> "%s by %s"
                        .formatted(
                                entry.path("event").asString(),
                                entry.path("actor").asString("nobody")))
                .toList()
                .reversed();
    }
}
