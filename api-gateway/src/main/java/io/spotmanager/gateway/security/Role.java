package io.spotmanager.gateway.security;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The roles. Each includes the permissions of the one before. */
public enum Role {
    VIEWER,
    OPERATOR,
    ADMIN;

    /** The name of the authority in Spring Security. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** @throws IllegalArgumentException if the user has no role; no access rule lets such a user in */
    public static Role highestOf(Authentication user) {
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
