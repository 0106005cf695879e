package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.limit.DeviceLogins;
import io.spotmanager.gateway.security.limit.LoginDetails;
import io.spotmanager.gateway.security.log.LoginRecord;
import io.spotmanager.gateway.security.oidc.AccessTokens;
import io.spotmanager.gateway.security.oidc.IssuerLogins;
import io.spotmanager.gateway.security.scrape.MetricsLogin;
import io.spotmanager.gateway.security.session.SessionCsrfTokens;
import io.spotmanager.gateway.security.session.SessionLogins;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.ApiTokenAuthenticator;
import io.spotmanager.gateway.security.token.TokenFilter;
import io.spotmanager.workflow.management.MetricsToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Nothing is open but health and the login page; what is not named here is denied. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] OPEN = {"/health", "/health/*", "/actuator/health/**", "/error"};
    private static final String LOGIN_OPTIONS = "/api/login-options";

    private final RoleHierarchy roles;

    SecurityConfiguration(RoleHierarchy roles) {
        this.roles = roles;
    }

    /** Our own tokens, and those of the issuers. */
    @Bean
    @Primary
    static ApiTokenAuthenticator tokens(@Qualifier("apiTokens") ApiTokenAuthenticator ours, AccessTokens ofIssuers) {
        return ours.or(ofIssuers);
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            SessionLogins sessions,
            SessionCsrfTokens csrfTokens,
            ApiTokenAuthenticator tokens,
            IssuerLogins issuers,
            DeviceLogins devices,
            LoginRecord record,
            RouteLookup addresses,
            MetricsToken metrics) {
        var basic = new ProblemEntryPoint();
        var requests = new RequestAttributeSecurityContextRepository();
        issuers.apply(http, LoginPageEntryPoint.PAGE);
        return http.authorizeHttpRequests(rules -> rules.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(reading(LOGIN_OPTIONS))
                        .permitAll()
                        .requestMatchers("/api/tokens/**", "/api/people/**")
                        .access(inPerson(Role.ADMIN.authority()))
                        .requestMatchers("/api/views/**") // and to share one the role operator: ViewController
                        .access(inPerson(Role.VIEWER.authority()))
                        .requestMatchers("/api/me/sessions/**")
                        .access(inPerson(Role.VIEWER.authority(), Role.CUSTOMER.authority()))
                        .requestMatchers("/api/me/password")
                        .access(inPerson(Role.VIEWER.authority(), Role.CUSTOMER.authority(), PasswordDuty.AUTHORITY))
                        .requestMatchers(reading(PasswordDuty.PAGE))
                        .access(inPerson(Role.VIEWER.authority(), Role.CUSTOMER.authority(), PasswordDuty.AUTHORITY))
                        .requestMatchers(reading(PagePaths.CUSTOMER))
                        .hasAnyRole(Role.VIEWER.name(), Role.CUSTOMER.name())
                        .requestMatchers(reading("/actuator/prometheus"))
                        .access(anyOf(Role.VIEWER.authority(), MetricsLogin.AUTHORITY))
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers("/api/webhooks/**")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers("/api/audit/**", "/api/security-log/**")
                        .hasRole(Role.AUDITOR.name())
                        .requestMatchers(reading(PagePaths.LOGIN))
                        .permitAll()
                        .requestMatchers(reading(PagePaths.BOARD))
                        .hasRole(Role.VIEWER.name())
                        .requestMatchers(reading("/api/**"))
                        .hasRole(Role.VIEWER.name())
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/preview-migration",
                                "/api/preview-decisions",
                                "/api/preview-capacity",
                                "/api/preview-runpod-launch",
                                "/api/preview-runpod-retire",
                                "/api/preview-runpod-adopt",
                                "/api/get-target-aggregate",
                                "/api/openstack/server/status",
                                "/api/openstack/server/get-uuid",
                                "/api/openstack/network/show",
                                "/api/hyperstack/firewall/get-attachments",
                                "/api/hyperstack/firewalls/*/preview-attach")
                        .hasRole(Role.VIEWER.name())
                        // Routes of the former tool that do nothing but name what to use in their place.
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/clear-log",
                                "/api/clear-cache",
                                "/api/clear-cache/*",
                                "/api/openstack/port/create")
                        .hasRole(Role.VIEWER.name())
                        .requestMatchers(HttpMethod.POST, "/api/approvals/*/approve", "/api/approvals/*/decline")
                        .access(inPerson(Role.LAUNCHER.authority())) // and for a move the role operator: CommandRights
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/execute-runpod-launch",
                                "/api/execute-runpod-retire",
                                "/api/hyperstack/firewalls/*/attach",
                                "/api/hyperstack/firewall/update-attachments",
                                "/api/approvals/*/withdraw",
                                "/api/reservations/*/*") // and for a move the role operator: CommandRights
                        .hasRole(Role.LAUNCHER.name())
                        .requestMatchers(HttpMethod.POST, "/api/adopt-runpod-vm")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers("/api/windows/*", "/api/policies/*") // reading is above
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .denyAll())
                .securityContext(context ->
                        context.securityContextRepository(new DelegatingSecurityContextRepository(requests, sessions)))
                .httpBasic(login -> login.authenticationEntryPoint(basic)
                        .authenticationDetailsSource(LoginDetails::of)
                        .securityContextRepository(requests))
                .addFilterBefore(new MetricsLogin(metrics, requests), BasicAuthenticationFilter.class)
                .addFilterBefore(new TokenFilter(tokens, requests, basic, record), BasicAuthenticationFilter.class)
                .addFilterBefore(new ScopeFilter(open()), AuthorizationFilter.class)
                .formLogin(login -> login.loginPage(LoginPageEntryPoint.PAGE)
                        .authenticationDetailsSource(LoginDetails::of)
                        .successHandler(devices)
                        .failureHandler(new LoginFailures())
                        .permitAll())
                .requestCache(RequestCacheConfigurer::disable)
                .exceptionHandling(refusals -> refusals.defaultAuthenticationEntryPointFor(
                                basic, PathPatternRequestMatcher.pathPattern("/api/**"))
                        .defaultAuthenticationEntryPointFor(
                                basic, PathPatternRequestMatcher.pathPattern("/actuator/**"))
                        .defaultAuthenticationEntryPointFor(new LoginPageEntryPoint(), AnyRequestMatcher.INSTANCE)
                        .accessDeniedHandler(new ProblemDeniedHandler(basic, addresses, record)))
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(SecurityConfiguration::carriesCredentials))
                .headers(BrowserRules::apply)
                .build();
    }

    private static RequestMatcher open() {
        return new OrRequestMatcher(Stream.concat(
                        Arrays.stream(OPEN).map(PathPatternRequestMatcher::pathPattern),
                        Stream.of(reading(PagePaths.LOGIN), reading(LOGIN_OPTIONS))
                                .flatMap(Arrays::stream))
                .toList());
    }

    private static RequestMatcher[] reading(String... paths) {
        return Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                .flatMap(
                        method -> Arrays.stream(paths).map(path -> PathPatternRequestMatcher.pathPattern(method, path)))
                .toArray(RequestMatcher[]::new);
    }

    /** Refuses API tokens here, so that a token cannot create another one. */
    private AuthorizationManager<RequestAuthorizationContext> inPerson(String... authorities) {
        return AuthorizationManagers.allOf(
                anyOf(authorities),
                (login, request) -> new AuthorizationDecision(!(login.get() instanceof ApiTokenAuthentication)));
    }

    private AuthorizationManager<RequestAuthorizationContext> anyOf(String... authorities) {
        AuthorityAuthorizationManager<RequestAuthorizationContext> anyOf =
                AuthorityAuthorizationManager.hasAnyAuthority(authorities);
        anyOf.setRoleHierarchy(roles);
        return anyOf;
    }

    @Bean
    static MetricsToken metricsToken(
            @Value("${spot.metrics.token:}") String token, @Value("${spot.metrics.token-file:}") String file) {
        return MetricsToken.of(token, file);
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, cause) -> ProblemAnswer.write(
                request,
                response,
                ProblemType.INVALID_REQUEST.with(
                        "Nothing was done. The path or a header contains characters that are not allowed."));
    }

    /**
     * True if no CSRF token is needed: the request has credentials in its header and no session beside them, and no other site sent
     * it. A browser that remembers HTTP basic credentials would add them to a forged request too, but it also names the origin.
     */
    private static boolean carriesCredentials(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                && request.getSession(false) == null
                && (site == null || site.equals("same-origin"))
                && isFromHere(request);
    }

    /** Ignores the scheme, because a proxy may terminate TLS. */
    private static boolean isFromHere(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var host = request.getHeader(HttpHeaders.HOST);
        return origin == null
                || origin.equalsIgnoreCase("https://" + host)
                || origin.equalsIgnoreCase("http://" + host);
    }
}
