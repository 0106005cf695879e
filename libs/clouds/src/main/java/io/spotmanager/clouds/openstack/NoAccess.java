package io.spotmanager.clouds.openstack;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No token could be had, so nothing was asked of the cloud. */
final class NoAccess extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether Keystone said no, or said nothing. */
    enum Kind {
        REJECTED,
        UNREACHABLE
    }

    private final Kind kind;
    private final @Nullable Instant notBefore;

    NoAccess(Kind kind, String message) {
        this(kind, message, null);
    }

    private NoAccess(Kind kind, String message, @Nullable Instant notBefore) {
        super(message, null, false, false);
        this.kind = kind;
        this.notBefore = notBefore;
    }

    /** Keystone asked not to be asked before that time. */
    static NoAccess until(Instant notBefore, String message) {
        return new NoAccess(Kind.UNREACHABLE, message, notBefore);
    }

    /** Until when Keystone asked not to be called; empty if it named no time. */
    Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
