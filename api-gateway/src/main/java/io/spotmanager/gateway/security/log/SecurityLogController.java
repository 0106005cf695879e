package io.spotmanager.gateway.security.log;

import io.spotmanager.audit.SecurityVerification;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.gateway.paging.EntryCursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.security.log.SecurityLog.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The security log for auditors. */
@RestController
@Tag(name = "Audit")
class SecurityLogController {
    private static final int MAX_PAGE_SIZE = 500;

    private final SecurityLogReader entries;
    private final SecurityVerification verification;
    private final VerificationRules rules;
    private final SecurityLog log;
    private final CountedEvents counts;

    SecurityLogController(
            SecurityLogReader entries,
            SecurityVerification verification,
            VerificationRules rules,
            SecurityLog log,
            CountedEvents counts) {
        this.counts = counts;
        this.entries = entries;
        this.verification = verification;
        this.rules = rules;
        this.log = log;
    }

    /** Log-ins, failures, refusals, and changes of people and tokens, newest first. */
    @GetMapping("/api/security-log")
    @Operation(operationId = "listSecurityLog", summary = "Read the security log")
    Page<SecurityLogEntry> list(
            @RequestParam(required = false) @Nullable SecurityEventKind event,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        var page = entries.page(filter(event, outcome, actor, address, from, to), EntryCursor.parse(cursor), limit);
        return new Page<>(page.items().stream().map(SecurityLogEntry::of).toList(), page.nextCursor());
    }

    /** All entries that match, as JSON lines, each with its hash. That it was exported is recorded first. */
    @GetMapping(path = "/api/security-log/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(operationId = "exportSecurityLog", summary = "Export the security log")
    void export(
            @RequestParam(required = false) @Nullable SecurityEventKind event,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Principal user,
            HttpServletResponse response)
            throws IOException {
        log.done(SecurityEventKind.EXPORTED, user.getName(), Map.of("what", "security log"));
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"security-log.jsonl\"");
        entries.writeTo(response.getWriter(), filter(event, outcome, actor, address, from, to));
    }

    /** Recomputes every hash, and verifies the checkpoints against the configured keys. Reads every entry. */
    @GetMapping("/api/security-log/verification")
    @Operation(operationId = "verifySecurityLog", summary = "Verify the security log")
    SecurityVerification.Report verify() {
        counts.writeAll();
        return verification.verify(rules);
    }

    private static SecurityLogReader.Filter filter(
            @Nullable SecurityEventKind event,
            @Nullable Outcome outcome,
            @Nullable String actor,
            @Nullable String address,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new SecurityLogReader.Filter(
                name(event), name(outcome), unlessEmpty(actor), unlessEmpty(address), from, to);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** A form also sends empty fields. */
    private static @Nullable String unlessEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
