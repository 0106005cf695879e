package io.spotmanager.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.description.WorkflowDescription.OfferedAction;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator who has to decide is shown. */
class ActionDescriptionTest {
    private static final Instant READ = Instant.parse("2031-01-01T12:00:00Z");

    /** To put a host back is told as the same where a cancel leads there too; an end by cancel is not told. */
    private static final class Words implements ActionDescription {
        @Override
        public Optional<Effect> effect(Situation situation, Signal action, String target) {
            return switch (target.equals("CANCELLED") ? Signal.DONE : action) {
                case ROLL_BACK, CANCEL ->
                    Optional.of(new Effect(
                                    "Put %s back".formatted(situation.requested("host", "the host")),
                                    "It returns to %s."
                                            .formatted(situation.fact("source").orElse("its pool")),
                                    READ)
                            .calling(new Forecast(List.of(new CloudCall("OpenStack", "add it")), "in L40-n3")));
                case SKIP, ADOPT -> Optional.of(new Effect("Leave it", "It stays.", null));
                case RETRY -> Optional.of(new Effect("To " + target, "Again.", null));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Recommendation> recommended(Situation situation) {
            return situation.fact("failure").map(failure -> new Recommendation(Signal.ROLL_BACK, failure));
        }
    }

    private static ActionDescription.Situation situation(String state, String request, String facts) {
        return new ActionDescription.Situation(
                Moves.TABLE.row(state), Json.MAPPER.readTree(request), Json.MAPPER.readTree(facts));
    }

    private static ActionEffect effect(ActionDescription words, String action, String request, String facts) {
        return words.effects(situation("NEEDS_OPERATOR", request, facts)).stream()
                .filter(each -> each.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_actions_of_the_state_are_told_in_their_order_and_those_without_words_are_not() {
        assertThat(new Words().effects(situation("NEEDS_OPERATOR", "{}", "{}")))
                .extracting(ActionEffect::action, ActionEffect::caption)
                .containsExactly(
                        tuple("RETRY", "To CHECKED"),
                        tuple("ROLL_BACK", "Put the host back"),
                        tuple("SKIP", "Leave it"),
                        tuple("ADOPT", "Leave it"));
    }

    @Test
    void of_actions_that_do_the_same_the_first_is_told() {
        assertThat(new Words().effects(situation("REMOVED", "{}", "{}")))
                .extracting(ActionEffect::action)
                .containsExactly("RETRY", "ROLL_BACK", "SKIP");
    }

    @Test
    void an_action_names_what_was_asked_for_and_what_the_steps_learned() {
        var told = effect(new Words(), "ROLL_BACK", "{\"host\":\"gpu-1\"}", "{\"source\":\"L40-n3\"}");

        assertThat(told)
                .isEqualTo(new ActionEffect(
                        "ROLL_BACK",
                        "Put gpu-1 back",
                        "It returns to L40-n3.",
                        false,
                        null,
                        READ,
                        List.of(new CloudCall("OpenStack", "add it")),
                        "in L40-n3"));
    }

    @Test
    void an_action_that_promises_no_call_names_none() {
        var told = effect(new Words(), "SKIP", "{}", "{}");

        assertThat(told.calls()).isNull();
        assertThat(told.end()).isNull();
    }

    @Test
    void only_the_usual_action_is_recommended_with_its_reason() {
        var facts = "{\"failure\":\"no such pool\"}";

        assertThat(effect(new Words(), "ROLL_BACK", "{}", facts).recommended()).isTrue();
        assertThat(effect(new Words(), "ROLL_BACK", "{}", facts).reason()).isEqualTo("no such pool");
        assertThat(effect(new Words(), "RETRY", "{}", facts).recommended()).isFalse();
    }

    @Test
    void a_workflow_that_says_nothing_of_its_actions_offers_them_without_words() {
        assertThat(ActionDescription.NONE.effects(situation("NEEDS_OPERATOR", "{}", "{}")))
                .isEmpty();
    }

    @Test
    void a_description_of_the_workflow_captions_an_action_as_long_as_nothing_is_known() {
        Map<String, Step> steps = Stream.of("check", "remove", "add", "verify", "restore")
                .collect(Collectors.toMap(name -> name, name -> context -> new StepOutcome.Done()));

        assertThat(new Workflow(Moves.TABLE, steps, new Words())
                        .description().states().stream()
                                .filter(state -> state.name().equals("NEEDS_OPERATOR"))
                                .flatMap(state -> state.actions().stream()))
                .extracting(OfferedAction::caption)
                .contains("Put the host back");
    }
}
