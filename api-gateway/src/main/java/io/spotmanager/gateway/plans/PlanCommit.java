package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is committed of a plan, as the request for approval of it holds it.
 *
 * @param items their numbers
 * @param stopAfterFailures null to go on whatever fails
 * @param pools that the items name: what the limits of people are compared with
 */
record PlanCommit(List<Integer> items, int atOnce, @Nullable Integer stopAfterFailures, List<String> pools) {
    JsonNode json() {
        return Json.MAPPER.valueToTree(this);
    }

    static PlanCommit of(JsonNode json) {
        return Json.MAPPER.treeToValue(json, PlanCommit.class);
    }
}
