package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** To which part of its role a token may be narrowed. Which endpoints belong to each: {@code ScopeRules}. */
public enum TokenScope {
    /** Reads the fleet and the operations, previews, and asks for a fresh snapshot. */
    READ(Role.VIEWER),
    /** Reads the metrics. */
    METRICS(Role.VIEWER),
    /** Launches RunPod VMs. */
    LAUNCH(Role.LAUNCHER),
    /** Moves hosts. */
    MOVE(Role.OPERATOR),
    /** Attaches networks to servers. */
    ATTACH_NETWORK(Role.OPERATOR),
    /** Decides for operations: retry, roll back, skip, adopt, cancel. */
    DECIDE(Role.OPERATOR),
    /** Freezes all operations, and lifts a freeze. */
    FREEZE(Role.OPERATOR),
    /** Ends differences between the clouds and the history, and accepts doubted lists. */
    RECONCILE(Role.OPERATOR),
    /** Verifies and exports the history. */
    AUDIT(Role.AUDITOR),
    /** Reads, verifies and exports the security log. */
    SECURITY_LOG(Role.AUDITOR);

    private final Role least;

    TokenScope(Role least) {
        this.least = least;
    }

    /** True if a token of that role may have this scope. */
    boolean isIn(Role role) {
        return role.includes(least);
    }

    /** Those that a token of that role may have. */
    static List<TokenScope> of(Role role) {
        return Arrays.stream(values()).filter(scope -> scope.isIn(role)).toList();
    }

    /** The value in requests and answers, such as {@code security-log}; JSON uses it too. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
