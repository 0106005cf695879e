package io.spotmanager.workflow.freeze;

/** What may happen to operations. */
public enum FreezeMode {
    /** Everything. */
    OFF,

    /** Nothing new is begun. Operations that have begun go on until they have ended or wait for a person. */
    FROZEN,

    /**
     * No operation continues, also none that has begun: its work may have been done already, as in a database that was restored from a
     * backup. Only what a person asks for from now on is carried out.
     */
    HELD;

    /** SQL: the mode that counts now. */
    public static final String CURRENT = "coalesce((select mode from freeze_entry order by n desc limit 1), 'OFF')";
}
