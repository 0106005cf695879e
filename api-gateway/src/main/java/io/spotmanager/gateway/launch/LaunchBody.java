package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A launch as scripts send it.
 *
 * @param vmName the former tool's board sent it; the VM has the name of its host, so any other is refused
 * @param flavorName the former tool's board sent it; without effect, as there: the flavor follows from the host
 * @param keyName the former tool's board sent it; without effect, as there: the key pair is that of the region
 */
record LaunchBody(
        @NotNull(message = NAME) @Pattern(regexp = "[A-Za-z0-9._-]{1,50}", message = NAME)
        String hostname,

        @NotNull(message = IMAGE) @Size(min = 1, max = 255, message = IMAGE)
        String imageName,

        @Positive(message = "must be the number of an image, or be left out") @Nullable
        Long imageId,

        @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId,

        @Nullable Boolean keepOnFailure,
        @Nullable String vmName,
        @Nullable String flavorName,
        @Nullable String keyName)
        implements Touched.Body {
    private static final String NAME =
            "must be a compute host's name: 1 to 50 letters, digits, dots, dashes or underscores, as the VM gets it too";
    private static final String IMAGE = "must be an image's name, as GET /api/hyperstack/images lists it";

    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }

    LaunchRequest launch() {
        if (vmName != null && !vmName.isEmpty() && !vmName.equals(hostname)) {
            throw FieldProblem.refusal(
                    "vm_name", "must be the hostname, which is the name that the VM gets, or be left out");
        }
        return new LaunchRequest(hostname, imageName, imageId, Boolean.TRUE.equals(keepOnFailure));
    }
}
