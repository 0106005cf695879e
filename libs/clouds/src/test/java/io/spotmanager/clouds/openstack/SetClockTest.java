package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.html;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static io.spotmanager.clouds.openstack.ScriptedCloud.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult.NotSent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's clock was three hours ahead and is set right: what was to hold for a moment must not hold for three hours. */
class SetClockTest {
    private static final Duration AHEAD = Duration.ofHours(3);

    private final ScriptedCloud script = new ScriptedCloud();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T15:00:00Z"));
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), now::get);

    @AfterEach
    void stop() {
        script.close();
    }

    private void theClockIsSetRight() {
        pass(AHEAD.negated());
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static ScriptedCloud.Reply slowDown(String seconds) {
        return exchange -> {
            exchange.getResponseHeaders().add("Retry-After", seconds);
            fault(429, "overLimit", "slow down").to(exchange);
        };
    }

    @Test
    void a_wait_that_nova_asked_for_does_not_last_for_hours() {
        script.nova.add(slowDown("30"));
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);

        theClockIsSetRight();
        script.nova.add(slowDown("20"));

        assertThat(cloud.addHost(1, "H1").askedToWaitUntil()).contains(now.get().plusSeconds(20));
        pass(Duration.ofSeconds(20));
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void a_log_in_that_was_refused_is_tried_again() {
        script.keystone.add(unauthorized());
        assertThat(cloud.addHost(1, "H1").ok()).isFalse();

        theClockIsSetRight();

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void a_token_that_ended_is_replaced_although_it_should_still_be_good_by_the_clock() {
        cloud.addHost(1, "H1");
        script.nova.add(unauthorized());
        cloud.addHost(1, "H1");

        theClockIsSetRight();
        script.nova.add(unauthorized());

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
        assertThat(script.novaSaw.getLast().token()).isEqualTo("token-3");
    }

    /** A web firewall may block a single request. As it is, the address leads to no API. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void a_root_that_refuses_to_tell_its_versions_is_asked_again_after_a_minute(int status) {
        script.computeUrl = script.url("/root");
        script.versions = html(status, "<h1>Attention Required!</h1>");
        script.usual = json(200, "{\"aggregates\": []}");
        cloud.aggregates();
        script.versions = json(300, """
                {"versions": [{"id": "v2.1", "status": "CURRENT", "version": "2.93", "min_version": "2.1",
                   "links": [{"rel": "self", "href": "http://nova/v2.1/"}]}]}""");

        pass(Duration.ofSeconds(59));
        cloud.aggregates();
        assertThat(script.novaSaw).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(cloud.aggregates().problem()).isEmpty();
    }
}
