package io.spotmanager.gateway.migration;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for a target, in the words of the former tool or in those of the query.
 *
 * @param hostname the former tool's word for the host
 * @param host ours; one of the two is needed
 * @param targetType {@code ondemand}, {@code spot} or {@code runpod}
 * @param targetVariant the former tool's word for the exact aggregate among several; null for the first
 * @param variant ours
 */
record TargetBody(
        @Size(max = 255, message = NAME) @Nullable String hostname,
        @Size(max = 255, message = NAME) @Nullable String host,

        @NotNull(message = "must be ondemand, spot or runpod")
        String targetType,

        @Nullable String targetVariant,
        @Nullable String variant)
        implements Touched.Body {
    private static final String NAME = "must be a compute host's name";

    @Override
    public Touched touched() {
        return Touched.host(name());
    }

    String name() {
        var name = hostname == null ? host : hostname;
        if (name == null || name.isEmpty() || (host != null && !name.equals(host))) {
            throw FieldProblem.refusal("hostname", NAME + ", once");
        }
        return name;
    }

    @Nullable
    String wantedVariant() {
        return Objects.requireNonNullElse(targetVariant, "").isEmpty() ? variant : targetVariant;
    }
}
