package io.spotmanager.db;

/** The database belongs to another cloud than the settings name; the message names both and what to do. */
public final class WrongCloudException extends RuntimeException {

    public WrongCloudException(String message) {
        super(message);
    }
}
