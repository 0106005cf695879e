package io.spotmanager.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** That a person has to choose a password before anything else. Such a person has this authority and no role. */
final class PasswordDuty {
    static final String AUTHORITY = "MUST_CHANGE_PASSWORD";

    /** Where the board lets one choose it. */
    static final String PAGE = "/password";

    private PasswordDuty() {}

    static boolean isOn(@Nullable Authentication user) {
        return user != null
                && user.getAuthorities().stream().anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
    }
}
