package io.spotmanager.moves;

import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where Nova showed the host when a step last read it; kept with the operation's facts, for those who decide about it.
 *
 * @param text the pools for a sentence, such as "in no pool"
 * @param elsewhere pools that are neither the source nor the target
 */
public record SeenPlacement(String text, boolean inSource, boolean inTarget, List<String> elsewhere, Instant at) {
    public static final String FACT = "placement";

    /** Once a change is sent, what was read before it says nothing any more. */
    static final Map<String, ?> UNKNOWN = Map.of();

    /** What is best if the host is where this operation did not put it; empty if it is not. */
    public Optional<Recommendation> astray(String operation) {
        if (elsewhere.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                inSource || inTarget || elsewhere.size() > 1
                        ? new Recommendation(
                                Signal.RETRY,
                                "The host is %s and could be sold twice. Take it out of %s in Nova first."
                                        .formatted(text, String.join(" and ", elsewhere)))
                        : new Recommendation(
                                Signal.ADOPT,
                                "The host is %s, where this %s did not put it.".formatted(text, operation)));
    }

    /** The pools without the role that they have in this operation. */
    public String plain() {
        return text.replace(" (source)", "").replace(" (target)", "");
    }

    /** For {@link io.spotmanager.workflow.step.StepContext#observed}. */
    static Map<String, ?> fact(Placement placement, Instant at) {
        return Map.of(
                "text", placement.describe(),
                "in_source", placement.inSource(),
                "in_target", placement.inTarget(),
                "elsewhere", placement.elsewhere(),
                "at", at.toString());
    }

    /** @return empty if no step has read it yet, or an earlier release did */
    public static Optional<SeenPlacement> in(JsonNode facts) {
        var seen = facts.path(FACT);
        return seen.hasNonNull("at")
                ? Optional.of(new SeenPlacement(
                        seen.path("text").asString(""),
                        seen.path("in_source").asBoolean(false),
                        seen.path("in_target").asBoolean(false),
                        seen.path("elsewhere")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList(),
                        Instant.parse(seen.path("at").asString())))
                : Optional.empty();
    }
}
