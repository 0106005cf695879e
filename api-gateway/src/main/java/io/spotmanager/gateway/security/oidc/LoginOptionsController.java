package io.spotmanager.gateway.security.oidc;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the log-in page where else one can log in. */
@RestController
@Tag(name = "Service")
class LoginOptionsController {
    /**
     * @param label how to name it
     * @param path where a browser begins a log-in there; {@code ?next=PATH} may follow
     */
    record IssuerOption(String id, String label, String path) {}

    /** @param refusals the sentences for the codes with which the log-in page is opened after a refused log-in */
    record LoginOptions(List<IssuerOption> issuers, Map<String, String> refusals) {}

    private final Issuers issuers;

    LoginOptionsController(Issuers issuers) {
        this.issuers = issuers;
    }

    /** The issuers at which one can log in, besides with a password. Needs no log-in. */
    @GetMapping("/api/login-options")
    @SecurityRequirements
    @Operation(operationId = "getLoginOptions", summary = "List the ways to log in")
    LoginOptions options() {
        return new LoginOptions(
                issuers.ids().stream()
                        .map(id -> new IssuerOption(id, issuers.label(id), IssuerLogins.BEGIN + id))
                        .toList(),
                Arrays.stream(Refusal.values())
                        .collect(toMap(Refusal::code, Refusal::sentence, (first, second) -> first, TreeMap::new)));
    }
}
