package io.spotmanager.workflow.operation;

/** The result of a save. */
public enum SaveResult {
    SAVED,
    /** The lease is valid, but the row has changed (an operator request came in): read it and decide again. */
    SUPERSEDED,
    /** Another session has locked the row. Nothing was written; the lease is valid. */
    LOCKED,
    /** Another worker has claimed the operation, or the lease was released. Nothing was written. */
    FENCED
}
