package io.spotmanager.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an entry of the security log says.
 *
 * @param part whose log it is: the part and its machine
 * @param event its kind, for example LOGGED_IN or TOKEN_MADE
 * @param outcome DONE, REFUSED or FAILED
 * @param actor the person's or token's name; null if nobody is known
 * @param address of the caller; null if it was no request
 * @param requestId of the request, as its answer names it; null if it was none
 * @param times how often it happened, where the like of it are counted together; else 1
 * @param detail a JSON object as text; hashed as it stands
 */
public record SecurityEvent(
        String part,
        String event,
        String outcome,
        @Nullable String actor,
        @Nullable String address,
        @Nullable String requestId,
        int times,
        String detail) {}
