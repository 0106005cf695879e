package io.spotmanager.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

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
    /** 503 with a page instead of JSON, and nothing happened. */
    @JsonProperty("html-503")
    HTML_503,
    /** The call waits a while and then goes on, to further rules if there are any. */
    @JsonProperty("latency")
    LATENCY;

    /** The name in scripts and logs, such as {@code lost-reply}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
