package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.token.TokenScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * To which scope each endpoint belongs, beside the rules of access in {@link SecurityConfiguration}: the first rule that matches counts. What
 * no rule names has no scope, and no narrowed token may do it.
 */
final class ScopeRules {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> POSTING = Set.of("POST");

    private record Rule(TokenScope scope, Set<String> methods, List<PathPattern> paths) {
        Rule(TokenScope scope, Set<String> methods, String... paths) {
            this(
                    scope,
                    methods,
                    Arrays.stream(paths)
                            .map(PathPatternParser.defaultInstance::parse)
                            .toList());
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(TokenScope.METRICS, READING, "/actuator/**"),
            new Rule(TokenScope.AUDIT, READING, "/api/audit/**"),
            new Rule(TokenScope.AUDIT, POSTING, "/api/audit/verification"),
            new Rule(TokenScope.SECURITY_LOG, READING, "/api/security-log/**"),
            new Rule(TokenScope.MOVE, POSTING, "/api/execute-migration", "/api/plans", "/api/plans/{id}/{action}"),
            new Rule(
                    TokenScope.LAUNCH,
                    POSTING,
                    "/api/execute-runpod-launch",
                    "/api/execute-runpod-retire",
                    "/api/hyperstack/firewalls/{id}/attach",
                    "/api/hyperstack/firewall/update-attachments"),
            new Rule(TokenScope.ATTACH_NETWORK, POSTING, "/api/openstack/server/add-network"),
            new Rule(
                    TokenScope.DECIDE,
                    POSTING,
                    "/api/operations/{id}/{action}",
                    "/api/decisions",
                    "/api/reservations/{id}/{action}"),
            new Rule(TokenScope.FREEZE, POSTING, "/api/freeze", "/api/unfreeze"),
            new Rule(TokenScope.RECONCILE, POSTING, "/api/reconciliation/{way}", "/api/snapshot/accept"),
            new Rule(
                    TokenScope.READ,
                    POSTING,
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
                    "/api/hyperstack/firewalls/{id}/preview-attach",
                    "/api/refresh",
                    "/api/refresh-all-data",
                    // These do nothing.
                    "/api/clear-log",
                    "/api/clear-cache",
                    "/api/clear-cache/{host}",
                    "/api/openstack/port/create"),
            new Rule(TokenScope.READ, READING, "/api/**"),
            new Rule(TokenScope.READ, READING, PagePaths.BOARD));

    private ScopeRules() {}

    static Optional<TokenScope> of(HttpServletRequest request) {
        var path = ServletRequestPathUtils.parseAndCache(request);
        return RULES.stream()
                .filter(rule -> rule.methods().contains(request.getMethod()))
                .filter(rule -> rule.paths().stream().anyMatch(pattern -> pattern.matches(path)))
                .map(Rule::scope)
                .findFirst();
    }
}
