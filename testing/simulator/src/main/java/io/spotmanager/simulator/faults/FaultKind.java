package io.spotmanager.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The ways in which a call can go wrong. */
public enum FaultKind {
    /** A server error, and nothing happened. */
    @JsonProperty("error-before")
    ERROR_BEFORE,
    /** A server error although the change was made; a refusal stays a refusal, as nothing was changed. */
    @JsonProperty("error-after")
    ERROR_AFTER,
    /** The call is carried out, then the connection closes without an answer. */
    @JsonProperty("lost-reply")
    LOST_REPLY,
    /** Nothing happens and nothing is heard for a while, then the connection closes. */
    @JsonProperty("hang")
    HANG,
    /** The call is carried out, but its answer comes after a while. */
    @JsonProperty("hang-after")
    HANG_AFTER,
    /** 409, and nothing happened. */
    @JsonProperty("conflict")
    CONFLICT,
    /** 429 with Retry-After, and nothing happened. */
    @JsonProperty("too-many-requests")
    TOO_MANY_REQUESTS,
    /** 413 with Retry-After, as OpenStack's services answered of old beyond a rate limit; others answer 429. Nothing happened. */
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
    /** 200 whose body says that it went wrong, from services that answer so, and nothing happened; others answer 500. */
    @JsonProperty("error-in-200")
    ERROR_IN_200,
    /** The same although the change was made. */
    @JsonProperty("error-in-200-after")
    ERROR_IN_200_AFTER,
    /** The call waits a while and then goes on, to further rules if there are any. */
    @JsonProperty("latency")
    LATENCY,
    /** A VM lands on another empty host than the one of its name. */
    @JsonProperty("wrong-host")
    WRONG_HOST,
    /** A VM's time in BUILD grows by the given one. */
    @JsonProperty("slow-build")
    SLOW_BUILD,
    /** A VM goes to ERROR so long after it was accepted, whatever it is by then. */
    @JsonProperty("late-error")
    LATE_ERROR,
    /** What was accepted stays as it is for ever: a new VM in CREATING, a deleted one in DELETING. */
    @JsonProperty("never-completes")
    NEVER_COMPLETES,
    /** A VM runs, and what its first start should join never hears of it. */
    @JsonProperty("never-joins")
    NEVER_JOINS,
    /** A VM's public address comes so long after it has become ACTIVE. */
    @JsonProperty("late-address")
    LATE_ADDRESS,
    /** Firewalls show an attachment so long after it was accepted. */
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

    private static final Set<FaultKind> TWISTS = EnumSet.range(WRONG_HOST, NO_ROWS);

    /** Whether the call itself goes well and only what follows from it does not. */
    boolean sideEffectFault() {
        return TWISTS.contains(this);
    }

    /** Whether further rules may strike the same call. */
    boolean goesOn() {
        return this == LATENCY || sideEffectFault();
    }

    /** The name in scripts and logs, such as {@code lost-reply}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
