package io.spotmanager.gateway.security;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.gateway.security.limit.LoginFailureLimits;
import io.spotmanager.gateway.security.limit.RateLimitedAuthenticationProvider;
import io.spotmanager.gateway.security.oidc.IssuerSettings;
import io.spotmanager.gateway.security.people.People;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Users, roles and the check of passwords. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {
    private static final Logger log = LoggerFactory.getLogger(UserConfiguration.class);

    @Bean
    static RoleHierarchy roleHierarchy() {
        var hierarchy = RoleHierarchyImpl.withDefaultRolePrefix();
        for (var role : Role.values()) {
            if (!role.included().isEmpty()) {
                hierarchy
                        .role(role.name())
                        .implies(role.included().stream().map(Role::name).toArray(String[]::new));
            }
        }
        return hierarchy.build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new CachingPasswordEncoder(
                BoundedPasswordEncoder.forThisMachine(PasswordEncoderFactories.createDelegatingPasswordEncoder()),
                new SecureRandom());
    }

    @Bean
    AuthenticationProvider passwordLogin(KnownUsers users, PasswordEncoder encoder, LoginFailureLimits limits) {
        var passwords = new DaoAuthenticationProvider(users::withPassword);
        passwords.setPasswordEncoder(encoder);
        return new RateLimitedAuthenticationProvider(passwords, limits);
    }

    @Bean
    @DependsOn("schema")
    KnownUsers users(
            UserSettings settings,
            PasswordEncoder encoder,
            People people,
            JdbcClient database,
            IssuerSettings issuers,
            @Value("${spot.demo:false}") boolean demo) {
        var users = shared(settings, new ConfiguredPasswords(database, encoder), demo);
        if (users.isEmpty() && issuers.oidc().isEmpty() && !people.hasAny()) {
            throw new IllegalStateException(
                    "Nobody can log in. Set SPOT_ADMIN_PASSWORD for the first start, and add people with ./spot user add, or set an issuer of OpenID Connect (docs/security.md).");
        }
        if (!users.isEmpty() && !demo) {
            log.warn(
                    "shared users can log in ({}): the history cannot tell which person that was. Add people with ./spot user add, then remove the passwords of the shared users",
                    users.stream().map(UserDetails::getUsername).sorted().collect(Collectors.joining(", ")));
        }
        return new KnownUsers(new InMemoryUserDetailsManager(users), people);
    }

    static List<UserDetails> shared(UserSettings settings, ConfiguredPasswords passwords, boolean demo) {
        if (!demo) {
            settings.users().forEach((name, user) -> refuseIfWeak(name, user.password()));
        }
        return settings.users().entrySet().stream()
                .filter(user -> !user.getValue().password().isBlank())
                .map(user -> User.withUsername(user.getKey())
                        .password(encoded(user.getKey(), user.getValue().password(), passwords))
                        .roles(user.getValue().role().name())
                        .build())
                .toList();
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
