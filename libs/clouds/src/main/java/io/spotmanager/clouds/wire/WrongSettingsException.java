package io.spotmanager.clouds.wire;

/** The configuration is not usable. The message names each setting and what to do about it. */
public final class WrongSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message without the value of any secret */
    public WrongSettingsException(String message) {
        super(message);
    }
}
