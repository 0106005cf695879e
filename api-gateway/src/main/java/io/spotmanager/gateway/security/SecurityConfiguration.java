package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Nothing is open but health and the login page; what is not named here is denied. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        var basic = new ProblemEntryPoint();
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/health", "/actuator/health/**", "/error")
                                .permitAll()
                                .requestMatchers("/actuator/**", "/api/audit/**")
                                .hasRole(Role.ADMIN.name())
                                .requestMatchers(HttpMethod.GET, "/", "/index.html", "/assets/**", "/api/**")
                                .hasRole(Role.VIEWER.name())
                                .requestMatchers(HttpMethod.POST, "/api/preview-migration")
                                .hasRole(Role.VIEWER.name())
                                .requestMatchers(HttpMethod.POST, "/api/**")
                                .hasRole(Role.OPERATOR.name())
                                .anyRequest()
                                .denyAll())
                .httpBasic(login -> login.authenticationEntryPoint(basic))
                .formLogin(Customizer.withDefaults())
                .exceptionHandling(refusals -> refusals.defaultAuthenticationEntryPointFor(
                                basic, PathPatternRequestMatcher.pathPattern("/api/**"))
                        .accessDeniedHandler(new ProblemDeniedHandler(basic)))
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens())
                        .ignoringRequestMatchers(SecurityConfiguration::carriesCredentials))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    /** In a cookie, so that nobody who only looks at the login page costs a session. */
    private static CsrfTokenRepository csrfTokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, cause) -> ProblemAnswer.write(
                response,
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "Nothing was done. The address or a header contains characters that are not allowed there.");
    }

    /**
     * A script that sends its own credentials needs no token against forgery. A browser that remembers them sends them with
     * a forged request too, and tells where that came from.
     */
    private static boolean carriesCredentials(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null && (site == null || site.equals("same-origin"));
    }

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
        return new RememberingPasswordEncoder(
                PasswordEncoderFactories.createDelegatingPasswordEncoder(), new SecureRandom());
    }

    @Bean
    UserDetailsService users(UserSettings settings, PasswordEncoder encoder) {
        var users = settings.users().entrySet().stream()
                .filter(user -> !user.getValue().password().isBlank())
                .map(user -> User.withUsername(user.getKey())
                        .password(encoded(user.getValue().password(), encoder))
                        .roles(user.getValue().role().name())
                        .build())
                .toList();
        if (users.isEmpty()) {
            throw new IllegalStateException(
                    "No user has a password, so nobody could log in. Set SPOT_OPERATOR_PASSWORD (and SPOT_VIEWER_PASSWORD, SPOT_ADMIN_PASSWORD where wanted).");
        }
        return new InMemoryUserDetailsManager(users);
    }

    private static String encoded(String password, PasswordEncoder encoder) {
        return password.startsWith("{bcrypt}") ? password : String.valueOf(encoder.encode(password));
    }
}
