package io.spotmanager.gateway.security.limit;

import org.springframework.security.core.AuthenticationException;

/** A password was not looked at; the same log-in may succeed later. */
public abstract sealed class LoginLaterException extends AuthenticationException
        permits TooManyFailuresException, LoginsBusyException {
    private final long seconds;

    LoginLaterException(String message, long seconds) {
        super(message);
        this.seconds = seconds;
    }

    /** Seconds until the next attempt is worth while, at least 1. */
    public long seconds() {
        return seconds;
    }
}
