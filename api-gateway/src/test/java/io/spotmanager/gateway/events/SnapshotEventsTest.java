package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** A client hears how fresh the picture of the fleet is. */
@ListeningTest
class SnapshotEventsTest {
    private final Gateway gateway;

    SnapshotEventsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void the_workers_message_is_passed_on_with_the_hosts_that_changed() {
        try (var ear = Ear.of(gateway.viewer())) {
            gateway.jdbc().sql("update snapshot set generation = 7").update();
            ear.awaitSnapshot(7);
            deliver("snapshot", """
                    {"generation": 8, "read_at": "2026-11-23T17:00:00Z",
                     "sources": [{"name": "servers", "state": "OK"}], "changed_hosts": ["H1", "H2"]}""");
            var news = ear.awaitSnapshot(8).data();
            assertThat(news.path("changed_hosts").valueStream().map(host -> host.asString()))
                    .containsExactly("H1", "H2");
            assertThat(news.path("read_at").asString()).isEqualTo("2026-11-23T17:00:00Z");
        }
    }

    @Test
    void a_source_in_trouble_is_found_in_the_database() {
        try (var ear = Ear.of(gateway.viewer())) {
            gateway.jdbc().sql("""
                    update source set state = 'STALE', read_at = now(), took_ms = 12, calls = 3, items = 2500,
                                      stale_since = now(), trouble = '503'
                    where name = 'servers'""").update();
            var sources = ear.awaitEvent(
                            "snapshot",
                            each -> each.data().path("sources").toString().contains("STALE"))
                    .data()
                    .path("sources");
            assertThat(sources.valueStream().map(source -> source.path("name").asString()))
                    .containsExactly(
                            "aggregates",
                            "flavors",
                            "migrations",
                            "netbox",
                            "placement",
                            "projects",
                            "servers",
                            "services",
                            "soft_deleted");
            assertThat(sources.path(6).propertyNames())
                    .containsExactlyInAnyOrder(
                            "name", "state", "read_at", "took_ms", "calls", "items", "stale_since", "trouble");
            assertThat(sources.path(0).propertyNames()).containsExactlyInAnyOrder("name", "state");
        }
    }

    @Test
    void who_comes_back_is_told_the_present_generation() {
        String last;
        try (var ear = Ear.of(gateway.viewer())) {
            last = ear.lastId();
            gateway.jdbc().sql("update snapshot set generation = 9").update();
            ear.awaitSnapshot(9);
        }
        try (var ear = Ear.of(gateway.viewer(), last)) {
            assertThat(ear.resumed()).isTrue();
            assertThat(ear.awaitSnapshot(9).data().has("changed_hosts")).isFalse();
        }
    }

    @Test
    void a_message_that_nobody_can_read_does_no_harm() {
        try (var ear = Ear.of(gateway.viewer())) {
            deliver("snapshot", "not json");
            deliver("operation.changes", "{\"changes\": 7}");
            gateway.jdbc().sql("update snapshot set generation = 3").update();
            ear.awaitSnapshot(3);
        }
    }

    private void deliver(String route, String body) {
        var properties = new MessageProperties();
        properties.setReceivedRoutingKey(route);
        var container = gateway.part("eventListener", SimpleMessageListenerContainer.class);
        ((MessageListener) Objects.requireNonNull(container.getMessageListener()))
                .onMessage(new Message(body.getBytes(StandardCharsets.UTF_8), properties));
    }
}
