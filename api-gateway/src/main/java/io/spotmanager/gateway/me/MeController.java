package io.spotmanager.gateway.me;

import static java.util.stream.Collectors.toMap;

import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.gateway.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The user of a request. */
@RestController
@Tag(name = "Service")
class MeController {
    /** @param csrf the token that changing requests with a session cookie must send */
    record Me(String name, Role role, Csrf csrf, Map<String, Availability> features) {}

    record Csrf(String header, String token) {}

    record Availability(boolean available, @Nullable String why) {}

    private final List<Feature> features;

    MeController(ObjectProvider<Feature> features) {
        this.features = features.stream().toList();
    }

    /** Name, role and CSRF token of the user, and the features of this installation. */
    @GetMapping("/api/me")
    @Operation(operationId = "getMe", summary = "Read the current user")
    Me me(
            Authentication user,
            @RequestAttribute("org.springframework.security.web.csrf.DeferredCsrfToken") DeferredCsrfToken token) {
        var csrf = token.get();
        return new Me(
                user.getName(),
                Role.highestOf(user),
                new Csrf(csrf.getHeaderName(), csrf.getToken()),
                features.stream()
                        .collect(toMap(
                                Feature::name,
                                feature -> new Availability(feature.available(), feature.why()),
                                (first, second) -> first,
                                TreeMap::new)));
    }
}
