package io.spotmanager.db;

/** The database is of another version than this build needs; the message names both and what to do. */
public final class WrongSchemaException extends RuntimeException {
    WrongSchemaException(String message) {
        super(message);
    }
}
