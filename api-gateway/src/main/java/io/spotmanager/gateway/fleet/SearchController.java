package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SearchRepository;
import io.spotmanager.fleet.read.SearchRepository.Match;
import io.spotmanager.gateway.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds hosts, servers, tenants, owners and pools by a part of their names. */
@RestController
@Tag(name = "Fleet")
class SearchController {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_ITEMS = 500;

    /** @param total number of matches, including those beyond the limit */
    record Findings(long generation, String query, int total, List<Finding> items) {}

    /**
     * @param kind HOST, VM, TENANT, OWNER or POOL; a tenant or an owner is found once for each of its hosts
     * @param field the field that matched
     */
    record Finding(
            String kind,
            String label,
            String field,
            @Nullable String hostname,
            @Nullable String aggregate,
            @Nullable String gpuType,
            @Nullable String vmId) {}

    private final SearchRepository search;

    SearchController(SearchRepository search) {
        this.search = search;
    }

    /** Searches for a part of a name; case does not matter. Exact matches come first, then hosts, tenants and owners with their hosts, pools, and VMs. */
    @GetMapping("/api/search")
    @Operation(operationId = "search", summary = "Search hosts, VMs, tenants, owners and pools")
    Findings search(@RequestParam String q, @RequestParam(defaultValue = "50") int limit) {
        var words = q.strip();
        if (words.isEmpty() || words.length() > MAX_LENGTH) {
            throw FieldProblem.refusal("q", "must have 1 to %d characters".formatted(MAX_LENGTH));
        }
        if (limit < 1 || limit > MAX_ITEMS) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_ITEMS));
        }
        var found = search.find(words, limit);
        return new Findings(
                found.generation(),
                words,
                found.total(),
                found.items().stream().map(SearchController::finding).toList());
    }

    private static Finding finding(Match match) {
        return new Finding(
                match.kind(),
                match.label(),
                match.field(),
                match.hostname(),
                match.aggregate(),
                match.gpuType(),
                match.vmId());
    }
}
