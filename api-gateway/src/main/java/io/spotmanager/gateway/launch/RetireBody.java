package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A retirement as scripts send it. */
record RetireBody(
        @NotNull(message = NAME) @Pattern(regexp = NAMES, message = NAME)
        String hostname,

        @Nullable Set<Consent> acknowledge,

        @Min(value = 1, message = HOURS) @Max(value = LONGEST, message = HOURS) @Nullable
        Integer waitHours,

        @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId)
        implements Touched.Body {
    static final String NAMES = "[A-Za-z0-9._-]{1,50}";
    static final String NAME = "must be the name of the compute host that carries the VM";
    private static final String HOURS = "must be 1 to 720 hours, or be left out to wait not at all";
    private static final int LONGEST = 720;

    /** A consequence of a retirement that the requester accepts. */
    enum Consent {
        /** Those who rent GPUs of the VM are evicted. */
        RENTERS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }

    RetireRequest retirement() {
        return new RetireRequest(hostname, acknowledge != null && acknowledge.contains(Consent.RENTERS), waitHours);
    }
}
