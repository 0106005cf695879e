package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.openapi.ResponseSchema;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.gateway.security.rights.Limit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Contracts as their customers see them. */
@RestController
@Tag(name = "Fleet")
class ContractController {
    private final FleetAnswers answers;
    private final CallerLimits limits;

    ContractController(FleetAnswers answers, CallerLimits limits) {
        this.answers = answers;
        this.limits = limits;
    }

    /** The contracts that are named in your limits, with their hosts, if your role is customer; else all contracts. */
    @GetMapping("/api/contracts")
    @Operation(operationId = "listCustomerContracts", summary = "List contracts as their customers see them")
    @ResponseSchema(CustomerContracts.class)
    ResponseEntity<byte[]> contracts(ServletWebRequest request, Authentication user) {
        if (Role.of(user) != Role.CUSTOMER) {
            return answers.answer(request, "contracts", fleet -> fleet.contractsNamed(_ -> true));
        }
        var own = ownContracts(user);
        return answers.answer(
                request, "contracts/" + String.join("\0", own), fleet -> fleet.contractsNamed(own::contains));
    }

    private Set<String> ownContracts(Authentication user) {
        return limits.of(user).entries().stream()
                .filter(limit -> limit.kind() == Limit.Kind.CONTRACT)
                .map(Limit::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
