package io.spotmanager.gateway.security.limit;

import org.springframework.security.core.AuthenticationException;

/** So many logins went wrong that this one was not even looked at. */
public final class TooManyFailuresException extends AuthenticationException {
    private final long seconds;

    TooManyFailuresException(long seconds) {
        super("too many logins went wrong");
        this.seconds = seconds;
    }

    /** Until the next try is looked at. */
    public long seconds() {
        return seconds;
    }
}
