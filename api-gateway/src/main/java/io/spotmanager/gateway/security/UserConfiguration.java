package io.spotmanager.gateway.security;

import io.spotmanager.clouds.http.InvalidConfigurationException;
import io.spotmanager.gateway.security.limit.LoginFailureLimits;
import io.spotmanager.gateway.security.limit.RateLimitedAuthenticationProvider;
import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Users, roles and the check of passwords. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {
    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.ADMIN.name())
                .implies(Role.OPERATOR.name())
                .role(Role.OPERATOR.name())
                .implies(Role.VIEWER.name())
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new CachingPasswordEncoder(
                BoundedPasswordEncoder.forThisMachine(PasswordEncoderFactories.createDelegatingPasswordEncoder()),
                new SecureRandom());
    }

    @Bean
    AuthenticationProvider passwordLogin(UserDetailsService users, PasswordEncoder encoder, LoginFailureLimits limits) {
        var passwords = new DaoAuthenticationProvider(users);
        passwords.setPasswordEncoder(encoder);
        return new RateLimitedAuthenticationProvider(passwords, limits);
    }

    @Bean
    @DependsOn("schema")
    UserDetailsService users(
            UserSettings settings,
            PasswordEncoder encoder,
            JdbcClient database,
            @Value("${spot.demo:false}") boolean demo) {
        var passwords = new ConfiguredPasswords(database, encoder);
        if (!demo) {
            settings.users().forEach((name, user) -> refuseIfWeak(name, user.password()));
        }
        var users = settings.users().entrySet().stream()
                .filter(user -> !user.getValue().password().isBlank())
                .map(user -> User.withUsername(user.getKey())
                        .password(encoded(user.getKey(), user.getValue().password(), passwords))
                        .roles(user.getValue().role().name())
                        .build())
                .toList();
        if (users.isEmpty()) {
            throw new IllegalStateException(
                    "No user has a password, so no login is possible. Set SPOT_OPERATOR_PASSWORD (and SPOT_VIEWER_PASSWORD, SPOT_ADMIN_PASSWORD if needed).");
        }
        return new InMemoryUserDetailsManager(users);
    }

    private static void refuseIfWeak(String name, String password) {
        if (password.isBlank() || isEncoded(password)) {
            return;
        }
        PasswordRules.refusal(name, password).ifPresent(reason -> {
            throw new InvalidConfigurationException(
                    "The password of user %s (SPOT_%s_PASSWORD) %s. Choose one of at least %d characters, such as the output of openssl rand -base64 18."
                            .formatted(name, name.toUpperCase(Locale.ROOT), reason, PasswordRules.SHORTEST));
        });
    }

    private static boolean isEncoded(String password) {
        return password.startsWith("{bcrypt}");
    }

    private static String encoded(String user, String password, ConfiguredPasswords passwords) {
        return isEncoded(password) ? password : passwords.hash(user, password);
    }
}
