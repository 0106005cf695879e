package io.spotmanager.gateway.security;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users. A user exists only if its password is set.
 *
 * @param users by name
 */
@ConfigurationProperties("spot")
public record UserSettings(@DefaultValue Map<String, User> users) {
    /**
     * @param password plain, or encoded as {@code {bcrypt}...}; never logged
     */
    public record User(@DefaultValue("") String password, Role role) {
        @Override
        public String toString() {
            return "User[role=" + role + "]";
        }
    }
}
