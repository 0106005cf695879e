package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The API passes on what the worker says that an action will do, and makes nothing up where it says nothing. */
@GatewayTest
class ActionEffectsTest {
    private static final String SAID = """
            {"state": "NEEDS_OPERATOR", "effects": [{"action": "RETRY", "caption": "Add to L40-n3", "effect": "Forward.",
             "recommended": true, "reason": "Because.", "read_at": "2026-11-28T12:03:11Z"}]}""";

    private final Gateway gateway;

    ActionEffectsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private JsonNode effectsOf(UUID id) {
        return gateway.viewer().get("/api/operations/" + id).is(200).json().path("action_effects");
    }

    private UUID stuckAndDescribed() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);
        gateway.tamper("update operation set action_effects = '%s'".formatted(SAID));
        return id;
    }

    @Test
    void before_a_worker_has_seen_it_nothing_has_been_changed_and_the_actions_say_so() {
        assertThat(effectsOf(gateway.acceptedMoveOf("H1")).findValuesAsString("caption"))
                .containsExactly("Begin now", "Close without a change");
    }

    @Test
    void the_workers_words_are_passed_on_as_they_are() {
        var effect = effectsOf(stuckAndDescribed()).path(0);

        assertThat(effect.path("action").asString()).isEqualTo("RETRY");
        assertThat(effect.path("caption").asString()).isEqualTo("Add to L40-n3");
        assertThat(effect.path("effect").asString()).isEqualTo("Forward.");
        assertThat(effect.path("recommended").asBoolean()).isTrue();
        assertThat(effect.path("reason").asString()).isEqualTo("Because.");
        assertThat(effect.path("read_at").asString()).isEqualTo("2026-11-28T12:03:11Z");
    }

    @Test
    void a_list_carries_them_too() {
        stuckAndDescribed();

        var list = gateway.viewer().get("/api/operations").is(200).json();
        assertThat(list.findValuesAsString("caption")).containsExactly("Add to L40-n3");
    }

    @Test
    void words_for_a_state_that_an_earlier_release_has_left_are_not_used() {
        var id = stuckAndDescribed();
        gateway.tamper("update operation set state = 'REQUESTED'");

        assertThat(effectsOf(id).size()).isZero();
    }

    @Test
    void an_operation_of_an_earlier_release_has_none() {
        var id = stuckAndDescribed();
        gateway.tamper("update operation set action_effects = null");

        assertThat(effectsOf(id).size()).isZero();
    }
}
