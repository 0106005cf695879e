package io.spotmanager.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The faults that a script can apply to a call. */
public enum FaultKind {
    /** A server error, and nothing happened. */
    @JsonProperty("error-before")
    ERROR_BEFORE,
    /** A server error after the call was carried out; a refusal is returned unchanged. */
    @JsonProperty("error-after")
    ERROR_AFTER,
    /** The call is carried out, then the connection closes without an answer. */
    @JsonProperty("lost-reply")
    LOST_REPLY,
    /** Nothing happens; the connection closes without an answer after the given time. */
    @JsonProperty("hang")
    HANG,
    /** The call is carried out; its answer comes after the given time. */
    @JsonProperty("hang-after")
    HANG_AFTER,
    /** 409, and nothing happened. */
    @JsonProperty("conflict")
    CONFLICT,
    /** 429 with Retry-After, and nothing happened. */
    @JsonProperty("too-many-requests")
    TOO_MANY_REQUESTS,
    /** 413 with Retry-After, the rate limit of old OpenStack services; others answer 429. Nothing happened. */
    @JsonProperty("over-limit")
    OVER_LIMIT,
    /** The call is carried out, and its answer is 60 MB of blanks. */
    @JsonProperty("flood")
    FLOOD,
    /** The call is carried out, and its answer is blanks without end. */
    @JsonProperty("endless")
    ENDLESS,
    /** 503 with a page instead of JSON, and nothing happened. */
    @JsonProperty("html-503")
    HTML_503,
    /** 200 with an error in the body, from services that answer so; others answer 500. Nothing happened. */
    @JsonProperty("error-in-200")
    ERROR_IN_200,
    /** The same after the call was carried out. */
    @JsonProperty("error-in-200-after")
    ERROR_IN_200_AFTER,
    /** The call waits for the given time; then further rules may apply. */
    @JsonProperty("latency")
    LATENCY,
    /** A VM starts on another empty host than the one of its name. */
    @JsonProperty("wrong-host")
    WRONG_HOST,
    /** The VM's time in BUILD is longer by the given time. */
    @JsonProperty("slow-build")
    SLOW_BUILD,
    /** The VM goes to ERROR at the given time after it was accepted, whatever its status. */
    @JsonProperty("late-error")
    LATE_ERROR,
    /** A new VM stays in CREATING, a deleted one in DELETING. */
    @JsonProperty("never-completes")
    NEVER_COMPLETES,
    /** The VM runs, but never joins RunPod. */
    @JsonProperty("never-joins")
    NEVER_JOINS,
    /** The VM's public address appears at the given time after ACTIVE. */
    @JsonProperty("late-address")
    LATE_ADDRESS,
    /** Firewalls show an attachment at the given time after it was accepted. */
    @JsonProperty("late-visibility")
    LATE_VISIBILITY,
    /** NetBox's links to further pages name an address that only NetBox itself can reach. */
    @JsonProperty("foreign-next")
    FOREIGN_NEXT,
    /** NetBox is of an old version. */
    @JsonProperty("old-version")
    OLD_VERSION,
    /** The token for NetBox may see nothing, so that lists are empty. */
    @JsonProperty("no-rows")
    NO_ROWS;

    private static final Set<FaultKind> SIDE_EFFECTS = EnumSet.range(WRONG_HOST, NO_ROWS);

    /** Returns true if the call itself succeeds and only its later effects change. */
    boolean sideEffectFault() {
        return SIDE_EFFECTS.contains(this);
    }

    /** Returns true if further rules may apply to the same call. */
    boolean continues() {
        return this == LATENCY || sideEffectFault();
    }

    /** The name in scripts and logs, such as {@code lost-reply}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
