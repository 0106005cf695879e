package io.spotmanager.clouds.openstack;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No token could be obtained, so no request was sent to the cloud. */
final class AuthenticationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether Keystone refused or did not answer. */
    enum Kind {
        REJECTED,
        UNREACHABLE
    }

    private final Kind kind;
    private final @Nullable Instant notBefore;

    AuthenticationFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    private AuthenticationFailure(Kind kind, String message, @Nullable Instant notBefore) {
        super(message, null, false, false);
        this.kind = kind;
        this.notBefore = notBefore;
    }

    /** Keystone asked not to be called before that time. */
    static AuthenticationFailure until(Instant notBefore, String message) {
        return new AuthenticationFailure(Kind.UNREACHABLE, message, notBefore);
    }

    /** Returns the time until which Keystone asked not to be called; empty if it named none. */
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
