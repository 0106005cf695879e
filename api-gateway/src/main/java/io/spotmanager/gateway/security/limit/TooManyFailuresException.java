package io.spotmanager.gateway.security.limit;

/** Too many logins failed; the password of this one was not checked. */
public final class TooManyFailuresException extends LoginLaterException {
    TooManyFailuresException(long seconds) {
        super("Too many failed login attempts. Try again in %d s.".formatted(seconds), seconds);
    }
}
