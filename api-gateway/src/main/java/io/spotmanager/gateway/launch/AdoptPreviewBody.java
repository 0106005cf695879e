package io.spotmanager.gateway.launch;

import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Of which host the VM is looked at. */
record AdoptPreviewBody(
        @NotNull(message = RetireBody.NAME) @Pattern(regexp = RetireBody.NAMES, message = RetireBody.NAME)
        String hostname)
        implements Touched.Body {
    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }
}
