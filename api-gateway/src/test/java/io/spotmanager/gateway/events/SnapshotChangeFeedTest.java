package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inventory worker's messages and the database, in every order in which they can be heard. */
class SnapshotChangeFeedTest {
    private final HubScene scene = new HubScene(100, 10);
    private final Subscriber ear = scene.joined();
    private SnapshotEvent database = news(5, "OK", null);
    private final SnapshotChangeFeed tail = new SnapshotChangeFeed(() -> database, scene.hub);

    @BeforeEach
    void the_first_look() {
        tail.poll();
        assertThat(heard()).contains("\"generation\":5").doesNotContain("changed_hosts");
    }

    @Test
    void a_message_is_passed_on_with_its_hosts_and_the_database_adds_nothing() {
        written(6, "OK");
        tail.told(news(6, "OK", List.of("H1", "H2")));
        assertThat(heard()).contains("event: snapshot", "\"generation\":6", "\"changed_hosts\":[\"H1\",\"H2\"]");
        tail.poll();
        assertThat(heard()).isEmpty();
    }

    @Test
    void the_order_of_the_sources_is_no_news() {
        tail.told(new SnapshotEvent(5, Instant.EPOCH, List.of(source("servers", "OK"), source("netbox", "OFF")), null));
        assertThat(heard()).isEmpty();
    }

    @Test
    void after_a_lost_message_nobody_claims_to_know_the_hosts() {
        written(7, "OK");
        tail.told(news(7, "OK", List.of("H1")));
        assertThat(heard()).contains("\"generation\":7").doesNotContain("changed_hosts");
    }

    @Test
    void an_older_message_or_the_same_again_is_no_news() {
        written(6, "OK");
        tail.told(news(6, "OK", List.of("H1")));
        heard();
        tail.told(news(5, "OK", List.of("H2")));
        tail.told(news(6, "OK", List.of("H1")));
        assertThat(heard()).isEmpty();
    }

    @Test
    void the_database_waits_one_look_for_the_message_which_knows_the_hosts() {
        written(6, "OK");
        tail.poll();
        assertThat(heard()).isEmpty();
        tail.told(news(6, "OK", List.of("H1")));
        assertThat(heard()).contains("\"changed_hosts\":[\"H1\"]");

        written(7, "OK");
        tail.poll();
        tail.poll();
        assertThat(heard()).contains("\"generation\":7").doesNotContain("changed_hosts");
    }

    @Test
    void a_sources_health_alone_changes_no_host() {
        written(5, "STALE");
        tail.poll();
        assertThat(heard()).contains("STALE", "\"changed_hosts\":[]");
    }

    @Test
    void a_database_that_went_back_in_time_is_believed() {
        written(3, "OK");
        tail.poll();
        assertThat(heard()).contains("\"generation\":3").doesNotContain("changed_hosts");
    }

    private void written(long generation, String servers) {
        database = news(generation, servers, null);
    }

    private String heard() {
        return HubScene.waiting(ear);
    }

    private static SnapshotEvent news(long generation, String servers, @Nullable List<String> hosts) {
        return new SnapshotEvent(
                generation, Instant.EPOCH, List.of(source("netbox", "OFF"), source("servers", servers)), hosts);
    }

    private static SourceHealth source(String name, String state) {
        return new SourceHealth(name, state, null, SourceHealth.Cost.UNKNOWN, null, null, null);
    }
}
