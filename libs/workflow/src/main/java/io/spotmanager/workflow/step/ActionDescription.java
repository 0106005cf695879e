package io.spotmanager.workflow.step;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A workflow's own words for what its operator actions do. They follow from the transition table: an action does what the
 * state that it leads to does.
 */
public interface ActionDescription {
    /** For a workflow that says nothing about its actions. */
    ActionDescription NONE = new ActionDescription() {
        @Override
        public Optional<Effect> effect(Situation situation, Signal action, String target) {
            return Optional.empty();
        }

        @Override
        public Optional<Recommendation> recommended(Situation situation) {
            return Optional.empty();
        }
    };

    /**
     * Where an operation stands.
     *
     * @param request the accepted command
     * @param facts a JSON object of what the steps learned
     */
    record Situation(Row row, JsonNode request, JsonNode facts) {
        /** @return the text at that place of the command, or what to say instead where it has none */
        public String requested(String name, String otherwise) {
            return request.path(name).asString(otherwise);
        }

        public Optional<String> fact(String name) {
            return facts.hasNonNull(name) ? Optional.of(facts.get(name).asString()) : Optional.empty();
        }

        /**
         * A retry wherever one is allowed.
         *
         * @param reason why it is right once the operation waits for a person
         */
        public Optional<Recommendation> retrying(String reason) {
            if (!row.actions().contains(Signal.RETRY)) {
                return Optional.empty();
            }
            return Optional.of(
                    row.waitsForPerson() ? new Recommendation(Signal.RETRY, reason) : Recommendation.SKIPPING_THE_WAIT);
        }
    }

    /** @param readAt when the clouds showed what the words are based on; null if that was never read */
    record Effect(
            String caption,
            String effect,
            @Nullable Instant readAt,
            @Nullable Forecast forecast) {
        /** One that is told in words alone. */
        public Effect(String caption, String effect, @Nullable Instant readAt) {
            this(caption, effect, readAt, null);
        }

        /** One that does not depend on what the clouds showed. */
        public static Effect said(String caption, String effect) {
            return new Effect(caption, effect, null);
        }

        /** What a retry of the first step does, which only reads. */
        public static Effect checkingAgain(String caption) {
            return said(caption, "The checks are made again at once. Nothing has been changed yet.");
        }

        public Effect calling(Forecast told) {
            return new Effect(caption, effect, readAt, told);
        }
    }

    /**
     * What an action would do as far as can be said now: the steps read the clouds again before they change anything.
     *
     * @param calls that would change something, in order
     * @param end where the host then is
     */
    record Forecast(List<CloudCall> calls, String end) {
        public Forecast {
            calls = List.copyOf(calls);
        }
    }

    record Recommendation(Signal action, String reason) {
        /** While the worker tries by itself. */
        public static final Recommendation SKIPPING_THE_WAIT =
                new Recommendation(Signal.RETRY, "The worker retries automatically; this action only skips the wait.");
    }

    /**
     * @param target the state that the table gives for the action
     * @return empty if nothing can be said
     */
    Optional<Effect> effect(Situation situation, Signal action, String target);

    /** The action that is usually right in this situation; empty if none is. */
    Optional<Recommendation> recommended(Situation situation);

    /** What can be asked for in a situation, in the order of {@link Signal}; of actions that do the same, the first. */
    default List<ActionEffect> effects(Situation situation) {
        var recommended = recommended(situation);
        var told = new ArrayList<ActionEffect>();
        var seen = new HashSet<String>();
        for (var action : situation.row().actions()) {
            var target = situation.row().exits().getOrDefault(action, "");
            effect(situation, action, target)
                    .filter(effect -> seen.add(target + "\n" + effect.caption()))
                    .map(effect -> told(action, effect, recommended))
                    .ifPresent(told::add);
        }
        return List.copyOf(told);
    }

    private static ActionEffect told(Signal action, Effect effect, Optional<Recommendation> recommended) {
        var reason = recommended
                .filter(recommendation -> recommendation.action() == action)
                .map(Recommendation::reason);
        var forecast = effect.forecast();
        return new ActionEffect(
                action.name(),
                effect.caption(),
                effect.effect(),
                reason.isPresent(),
                reason.orElse(null),
                effect.readAt(),
                forecast == null ? null : forecast.calls(),
                forecast == null ? null : forecast.end());
    }
}
