package io.spotmanager.gateway.security;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The roles. Each has the permissions of those that it includes, too. */
public enum Role {
    /** Sees the contracts that are named in its limits, and nothing else. */
    CUSTOMER,
    /** Reads the board and the operations. */
    VIEWER,
    /** Launches RunPod VMs. */
    LAUNCHER(VIEWER),
    /** Moves hosts, decides for operations and freezes. */
    OPERATOR(LAUNCHER),
    /** Reads, verifies and exports the history and the security log. */
    AUDITOR(VIEWER),
    /** Looks after people and tokens. */
    ADMIN(OPERATOR, AUDITOR);

    private final List<Role> included;

    Role(Role... included) {
        this.included = List.of(included);
    }

    /** The roles whose permissions this one has too, without theirs. */
    List<Role> included() {
        return included;
    }

    /** True if this role has all permissions of the other one. */
    public boolean includes(Role other) {
        return this == other || included.stream().anyMatch(role -> role.includes(other));
    }

    /** The name of the authority in Spring Security. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** Returns the role that the user was given. @throws IllegalArgumentException if the user has none; no access rule lets such a user in */
    public static Role of(Authentication user) {
        var granted = user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .toList();
        return Arrays.stream(values())
                .filter(role -> granted.contains(role.authority()))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("%s has no role".formatted(user.getName())));
    }
}
