package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads who a person is, and the role, from the claims of an issuer. */
final class ClaimsReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,59}");
    private static final String EMAIL = "email";

    /** In this order, the first that a group gives counts. Nobody is operator and auditor at once. */
    private static final List<Role> BY_RANK =
            List.of(Role.ADMIN, Role.OPERATOR, Role.AUDITOR, Role.LAUNCHER, Role.VIEWER, Role.CUSTOMER);

    /**
     * @param issuer as it calls itself
     * @param subject what it calls the person, for ever
     * @param name for the history
     */
    record Arrival(String issuer, String subject, String name, Role role) {}

    private final Issuer issuer;

    ClaimsReader(Issuer issuer) {
        this.issuer = issuer;
    }

    /** @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if they give no name or no role */
    Arrival read(Map<String, Object> claims) {
        var subject = texts(claims.get("sub")).stream().findFirst().orElse("");
        if (subject.isEmpty()) {
            throw Refusal.NO_NAME.because("the claims have no sub");
        }
        var name = name(claims);
        return new Arrival(issuer.issuer(), subject, name, role(claims, name));
    }

    private String name(Map<String, Object> claims) {
        var claim = issuer.claims().name();
        var name = texts(trusted(claims, claim)).stream()
                .findFirst()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.NO_NAME.because(
                    "the claim %s is no name of 1 to 60 letters, digits, dots, dashes, underscores, @ or +, or an e-mail address that is not verified"
                            .formatted(claim));
        }
        return name;
    }

    private Role role(Map<String, Object> claims, String name) {
        var claim = issuer.claims().groups();
        var groups = texts(trusted(claims, claim));
        if (groups.isEmpty() && areLeftOut(claims, claim)) {
            throw Refusal.GROUPS_LEFT_OUT.because("%s: the claim %s is left out for its length".formatted(name, claim));
        }
        return BY_RANK.stream()
                .filter(role ->
                        issuer.roles().getOrDefault(role, List.of()).stream().anyMatch(groups::contains))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.NO_ROLE.because("%s: no group in the claim %s has a role".formatted(name, claim)));
    }

    /** Entra names the claims that are to be had elsewhere, and says {@code hasgroups} in tokens that come in an address. */
    private static boolean areLeftOut(Map<String, Object> claims, String claim) {
        return (claims.get("_claim_names") instanceof Map<?, ?> elsewhere && elsewhere.containsKey(claim))
                || String.valueOf(claims.get("hasgroups")).equals("true");
    }

    /** At some issuers anybody can claim any e-mail address, so that counts only if the issuer has verified it. */
    private static @Nullable Object trusted(Map<String, Object> claims, String claim) {
        return claim.equals(EMAIL)
                        && !String.valueOf(claims.get("email_verified")).equals("true")
                ? null
                : at(claims, claim).orElse(null);
    }

    /** A claim may have dots in its own name. */
    private static Optional<Object> at(Map<?, ?> claims, String path) {
        if (claims.get(path) != null) {
            return Optional.of(claims.get(path));
        }
        for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                var found = at(inner, path.substring(dot + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns what a claim says, one text or several; none if it is missing or says something else. */
    static Set<String> texts(Map<String, Object> claims, String path) {
        return texts(at(claims, path).orElse(null));
    }

    private static Set<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case null -> Set.of();
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
            case String text when !text.isBlank() -> Set.of(text);
            default -> Set.of();
        };
    }
}
