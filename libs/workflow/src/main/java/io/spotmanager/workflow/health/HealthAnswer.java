package io.spotmanager.workflow.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of what an installation depends on, as it is published.
 *
 * @param status `DOWN` if a dependency that is configured is down, else `UP`
 * @param dependencies each of them; null for a caller who may only know the status
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthAnswer(String status, @Nullable List<DependencyHealth> dependencies) {

    /**
     * A dependency.
     *
     * @param since when it began to be in this state, as far as somebody has looked
     * @param cause why it is not up
     * @param latencyMs how long its last answer took, in milliseconds
     * @param seenAt when it was looked at last
     * @param seenBy the part that looked, such as `launch-worker@host/1`; if several did, the one with the longest trouble
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DependencyHealth(
            Dependency name,
            DependencyState state,
            @Nullable Instant since,
            @Nullable String cause,
            @JsonProperty("latency_ms") @Nullable Integer latencyMs,
            @JsonProperty("seen_at") @Nullable Instant seenAt,
            @JsonProperty("seen_by") @Nullable String seenBy) {

        static DependencyHealth of(Finding found) {
            return new DependencyHealth(
                    found.dependency(),
                    found.state(),
                    found.since(),
                    found.cause(),
                    found.latencyMs(),
                    found.seenAt(),
                    found.seenBy().isEmpty() ? null : found.seenBy());
        }
    }

    /** @param details whether the caller may know more than the status */
    public static HealthAnswer of(List<Finding> findings, boolean details) {
        var down = findings.stream().anyMatch(each -> each.state() == DependencyState.DOWN);
        return new HealthAnswer(
                down ? "DOWN" : "UP",
                details ? findings.stream().map(DependencyHealth::of).toList() : null);
    }

    /** Returns 503 if a dependency is down, else 200. */
    public int code() {
        return status.equals("DOWN") ? 503 : 200;
    }
}
