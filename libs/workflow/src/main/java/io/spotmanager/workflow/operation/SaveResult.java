package io.spotmanager.workflow.operation;

/** What became of a change that was to be saved. */
public enum SaveResult {
    SAVED,
    /** The lease still holds but the row has changed (an operator asked for something): read it again and decide again. */
    SUPERSEDED,
    /** Another session holds the row's lock. Nothing was written; the lease still holds. */
    LOCKED,
    /** The fence: another claim has taken the operation over, or its lease was released. Nothing was written. */
    FENCED
}
