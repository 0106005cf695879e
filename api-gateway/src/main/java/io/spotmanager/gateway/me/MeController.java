package io.spotmanager.gateway.me;

import static java.util.stream.Collectors.toMap;

import io.spotmanager.gateway.feature.ChangingFeature;
import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.gateway.freeze.FreezeState;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.UserSettings;
import io.spotmanager.gateway.security.people.People;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.gateway.security.rights.Limit;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.TokenScope;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The user of a request. */
@RestController
@Tag(name = "Service")
class MeController {
    /**
     * @param shared true if the name is that of a shared user of the settings, so that nobody knows which person it is
     * @param issuer at which the person logs in; null for one with a password here
     * @param limits the only pools, GPU types and contracts on which you may act; null if you have no limits
     * @param token the token of this request; null if it was no token of ours
     * @param csrf the token that changing requests with a session cookie must send
     */
    record Me(
            String name,
            Role role,
            boolean shared,
            @Nullable String issuer,
            @Nullable List<Limit> limits,
            @Nullable OwnToken token,
            Csrf csrf,
            Map<String, Availability> features,
            Release release,
            FreezeState freeze) {}

    /**
     * @param scopes the only parts of its role that it has; null for all
     * @param expiresAt when it ends
     */
    record OwnToken(@Nullable List<TokenScope> scopes, Instant expiresAt) {
        static @Nullable OwnToken of(Authentication user) {
            return user instanceof ApiTokenAuthentication token && token.expiresAt() != null
                    ? new OwnToken(
                            token.scopes() == null
                                    ? null
                                    : token.scopes().stream().sorted().toList(),
                            token.expiresAt())
                    : null;
        }
    }

    record Csrf(String header, String token) {}

    record Availability(boolean available, @Nullable String why) {}

    /** @param commit abbreviated; {@code unknown} in a build from sources without their history */
    record Release(String version, String commit) {}

    private final List<Feature> features;
    private final List<ChangingFeature> changing;
    private final Release release;
    private final FreezeSwitch freezes;
    private final UserSettings shared;
    private final People people;
    private final CallerLimits limits;

    MeController(
            ObjectProvider<Feature> features,
            ObjectProvider<ChangingFeature> changing,
            FreezeSwitch freezes,
            UserSettings shared,
            People people,
            CallerLimits limits,
            @Value("${info.version}") String version,
            @Value("${info.commit}") String commit) {
        this.features = features.stream().toList();
        this.changing = changing.stream().toList();
        this.freezes = freezes;
        this.shared = shared;
        this.people = people;
        this.limits = limits;
        this.release = new Release(version, commit);
    }

    /** Name, role and CSRF token of the user, the features of this installation, the release of the gateway, and whether work is frozen. */
    @GetMapping("/api/me")
    @Operation(operationId = "getMe", summary = "Read the current user")
    Me me(
            Authentication user,
            @RequestAttribute("org.springframework.security.web.csrf.DeferredCsrfToken") DeferredCsrfToken token) {
        var csrf = token.get();
        var own = limits.of(user);
        var isCustomer = Role.of(user) == Role.CUSTOMER;
        return new Me(
                user.getName(),
                Role.of(user),
                shared.users().containsKey(user.getName()),
                people.issuerOf(user.getName()).orElse(null),
                own.isNone() ? null : own.entries(),
                OwnToken.of(user),
                new Csrf(csrf.getHeaderName(), csrf.getToken()),
                (isCustomer
                                ? Stream.<Feature>of()
                                : Stream.concat(
                                        features.stream(), changing.stream().map(ChangingFeature::now)))
                        .collect(toMap(
                                Feature::name,
                                feature -> new Availability(feature.available(), feature.why()),
                                (first, second) -> first,
                                TreeMap::new)),
                release,
                FreezeState.of(isCustomer ? Optional.empty() : freezes.current()));
    }
}
