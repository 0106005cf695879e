package io.spotmanager.gateway.events;

import static io.spotmanager.gateway.events.HubScene.after;
import static io.spotmanager.gateway.events.HubScene.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBroadcasterTest {
    private final HubScene scene = new HubScene(2, 3);
    private final EventBroadcaster hub = scene.hub;

    @Test
    void an_event_is_written_once_for_all() {
        var one = scene.joined();
        var two = scene.joined();
        hub.tell(after(1), List.of(told("A", 1)));
        assertThat(one.next().orElseThrow()).isSameAs(two.next().orElseThrow());
    }

    @Test
    void who_reads_too_slowly_is_cut_off_and_nobody_else_notices() {
        var slow = scene.joined();
        var quick = scene.joined();
        for (var second = 1; second <= 3; second++) {
            hub.tell(after(second), List.of(told("A", second)));
            assertThat(HubScene.waiting(quick)).isEqualTo("A@" + second + " ");
        }
        assertThat(slow.ended()).isTrue();
        assertThat(quick.ended()).isFalse();
        assertThat(scene.meters.counter("spot.events.cut.off").count()).isOne();
        assertThat(scene.meters.get("spot.events.clients").gauge().value()).isOne();
    }

    @Test
    void who_comes_back_gets_the_latest_state_of_what_changed_since() {
        hub.tell(after(100), List.of(told("A", 100), told("B", 100)));
        hub.tell(after(200), List.of(told("A", 200)));
        assertThat(scene.back(after(150))).contains("\"resumed\":true", "A@200").doesNotContain("A@100", "B@");
    }

    @Test
    void what_another_gateway_may_have_been_about_to_tell_is_told_again() {
        hub.tell(after(100), List.of(told("A", 100)));
        assertThat(scene.back(after(110))).contains("A@100");
        assertThat(scene.back(after(120))).contains("\"resumed\":true").doesNotContain("A@100");
    }

    @Test
    void who_was_away_for_longer_than_is_remembered_reads_everything_again() {
        hub.tell(after(100), List.of(told("A", 100)));
        hub.tell(after(500), List.of());
        assertThat(scene.back(after(100))).contains("\"resumed\":false").doesNotContain("A@100");
        assertThat(scene.back(after(215))).contains("\"resumed\":true");
    }

    @Test
    void an_id_from_before_the_beginning_or_from_far_ahead_is_of_no_use() {
        assertThat(scene.back(after(10))).contains("\"resumed\":false");
        hub.tell(after(100), List.of());
        assertThat(scene.back(after(100 + 61))).contains("\"resumed\":false");
        assertThat(scene.back(after(100 + 59))).contains("\"resumed\":true");
    }

    @Test
    void no_more_is_remembered_than_has_room() {
        hub.tell(
                after(100),
                IntStream.range(0, 10_100)
                        .mapToObj(number -> told("A" + number, 100))
                        .toList());
        hub.tell(after(101), List.of(told("B", 101)));
        assertThat(scene.back(after(100))).contains("\"resumed\":false");
        assertThat(scene.back(after(116))).contains("\"resumed\":true", "B@101");
    }

    @Test
    void the_snapshot_comes_without_hosts_to_who_was_away() {
        var here = scene.joined();
        hub.tell(after(100), List.of());
        hub.tellSnapshot(
                SseFrame.event(after(100), "snapshot", "{\"hosts\":[]}"), SseFrame.event(after(100), "snapshot", "{}"));
        assertThat(HubScene.waiting(here)).contains("{\"hosts\":[]}");
        assertThat(scene.back(after(90))).contains("data: {}").doesNotContain("hosts");
    }

    @Test
    void one_user_leaves_room_for_others() {
        var crowded = new HubScene(2, 10, 2);
        var first = new Subscriber("ann", true, 2);
        crowded.hub.join(first, Optional.empty());
        crowded.hub.join(new Subscriber("ann", true, 2), Optional.empty());

        assertThatThrownBy(() -> crowded.hub.join(new Subscriber("ann", true, 2), Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(429))
                .hasMessageContaining("ann already has 2 connections");
        crowded.joined();
        crowded.hub.leave(first);
        crowded.hub.join(new Subscriber("ann", true, 2), Optional.empty());
    }

    @Test
    void there_is_room_for_so_many_and_after_the_close_for_nobody() {
        var one = scene.joined();
        scene.joined();
        scene.joined();
        assertThatThrownBy(scene::joined)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Try again in a moment");
        hub.leave(one);
        var last = scene.joined();
        hub.close();
        assertThat(last.ended()).isTrue();
        assertThatThrownBy(() -> hub.join(scene.listener(), Optional.empty())).isInstanceOf(ProblemException.class);
    }
}
