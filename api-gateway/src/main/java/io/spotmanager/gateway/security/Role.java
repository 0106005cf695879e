package io.spotmanager.gateway.security;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Each may do what the one before may. */
public enum Role {
    VIEWER,
    OPERATOR,
    ADMIN;

    /** How Spring Security spells it. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** @throws IllegalArgumentException for somebody without any role, who gets past no rule of ours */
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
