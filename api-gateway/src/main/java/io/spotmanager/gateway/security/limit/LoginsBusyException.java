package io.spotmanager.gateway.security.limit;

/** So many passwords are being checked that this one would wait too long. */
public final class LoginsBusyException extends LoginLaterException {
    private static final long SECONDS = 2;

    public LoginsBusyException() {
        super(
                "Too many passwords are being checked at this moment, so this one was not. Try again in %d s. Sessions and tokens are not affected."
                        .formatted(SECONDS),
                SECONDS);
    }
}
