package io.spotmanager.domain.settings;

/** The configuration is not usable. The message names each setting and what to do about it. */
public final class InvalidConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message without the value of any secret */
    public InvalidConfigurationException(String message) {
        super(message);
    }
}
