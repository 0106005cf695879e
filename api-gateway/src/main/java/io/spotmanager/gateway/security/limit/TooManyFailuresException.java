package io.spotmanager.gateway.security.limit;

import org.springframework.security.core.AuthenticationException;

/** Too many logins failed; the password of this one was not checked. */
public final class TooManyFailuresException extends AuthenticationException {
    private final long seconds;

    TooManyFailuresException(long seconds) {
        super("too many failed logins");
        this.seconds = seconds;
    }

    /** Seconds until the next attempt is accepted. */
    public long seconds() {
        return seconds;
    }
}
