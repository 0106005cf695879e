package io.spotmanager.clouds.wire;

/** What was configured cannot be used. The message is for who configures: it names each setting and what to do about it. */
public final class WrongSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message without the value of any secret */
    public WrongSettingsException(String message) {
        super(message);
    }
}
