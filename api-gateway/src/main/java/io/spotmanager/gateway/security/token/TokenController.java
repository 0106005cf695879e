package io.spotmanager.gateway.security.token;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.security.rights.KnownObjects;
import io.spotmanager.gateway.security.rights.Limit;
import io.spotmanager.gateway.security.rights.WholeEntries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets admins create, list and revoke API tokens. */
@RestController
@RequestMapping("/api/tokens")
@Tag(name = "Tokens")
class TokenController {
    private static final int USUAL_DAYS = 90;

    /**
     * @param expiresInDays 90 if left out
     * @param scopes the only parts of its role that it has, such as `read` and `move`; omit it for all
     * @param limits the only pools, GPU types and contracts on which it may act; omit it for all
     * @param addresses the only addresses or networks from which it lets in; omit it for everywhere
     */
    record TokenBody(
            @NotNull(message = NAME) @Pattern(regexp = "[A-Za-z0-9._-]{1,60}", message = NAME)
            String name,

            @NotNull(message = "must be one of [customer, viewer, launcher, operator, auditor, admin]")
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
            Role role,

            @Min(value = 1, message = DAYS) @Max(value = 366, message = DAYS) @Nullable
            Integer expiresInDays,

            @Size(min = 1, max = MOST_ADDRESSES, message = ADDRESSES) @IpNetworks(message = ADDRESSES) @Nullable
            List<@Nullable String> addresses,

            @Size(min = 1, message = SCOPES) @WholeEntries(message = SCOPES) @Nullable
            List<TokenScope> scopes,

            @Size(min = 1, max = Limit.MOST, message = LIMITS) @WholeEntries(message = LIMITS) @Nullable
            List<Limit> limits) {
        private static final String LIMITS = Limit.LIST + "; leave it out for no limits";
        private static final String SCOPES = "must name at least one scope, or be left out for all of the role";
        private static final int MOST_ADDRESSES = 20;
        private static final String ADDRESSES =
                "must have 1 to 20 addresses or networks, such as 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32";
        private static final String NAME =
                "must say what the token is for: 1 to 60 letters, digits, dots, dashes or underscores";
        private static final String DAYS = "must be from 1 to 366";
    }

    /**
     * @param scopes the only parts of its role that it has; null for all
     * @param limits the only pools, GPU types and contracts on which it may act; null for all
     * @param token send it as {@code Authorization: Bearer}; shown only once
     */
    record NewToken(
            UUID id,
            String name,
            Role role,
            @Nullable List<TokenScope> scopes,
            @Nullable List<Limit> limits,
            Instant expiresAt,
            String token) {}

    record TokenList(List<ApiToken> items) {}

    private final ApiTokens tokens;
    private final KnownObjects known;
    private final SecurityLog log;
    private final TransactionTemplate transactions;

    TokenController(ApiTokens tokens, KnownObjects known, SecurityLog log, PlatformTransactionManager transactions) {
        this.tokens = tokens;
        this.known = known;
        this.log = log;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Creates a token for a script. The token is shown only once. */
    @PostMapping
    @Operation(operationId = "createToken", summary = "Create a token")
    @ErrorResponses(ProblemType.TOKEN_EXISTS)
    ResponseEntity<NewToken> make(@Valid @RequestBody TokenBody body, Principal admin) {
        var life = Duration.ofDays(body.expiresInDays() == null ? USUAL_DAYS : body.expiresInDays());
        var made = Objects.requireNonNull(transactions.execute(status -> make(body, life, admin.getName())));
        var token = made.token();
        return ResponseEntity.created(URI.create("/api/tokens"))
                .body(new NewToken(
                        token.id(),
                        token.name(),
                        token.role(),
                        token.scopes(),
                        token.limits(),
                        token.expiresAt(),
                        made.text()));
    }

    private ApiTokens.Made make(TokenBody body, Duration life, String admin) {
        var narrowing = narrowing(body);
        var made = tokens.make(body.name(), body.role(), life, narrowing, admin)
                .orElseThrow(() -> ProblemType.TOKEN_EXISTS.because(
                        "Nothing was done. A token named %s is not revoked yet: revoke it first, or choose another name."
                                .formatted(body.name())));
        log.done(
                SecurityEventKind.TOKEN_MADE,
                admin,
                Map.of(
                        "token",
                        body.name(),
                        "role",
                        body.role(),
                        "expires_at",
                        made.token().expiresAt().toString(),
                        "addresses",
                        narrowing.addresses(),
                        "scopes",
                        narrowing.scopes(),
                        "limits",
                        narrowing.limits()));
        return made;
    }

    private Narrowing narrowing(TokenBody body) {
        var scopes = body.scopes() == null
                ? List.<TokenScope>of()
                : body.scopes().stream().distinct().toList();
        var limits = body.limits() == null
                ? List.<Limit>of()
                : body.limits().stream().distinct().toList();
        scopes.stream().filter(scope -> !scope.isIn(body.role())).findFirst().ifPresent(scope -> {
            throw FieldProblem.refusal(
                    "scopes",
                    "names %s, which the role %s does not have: it has %s"
                            .formatted(scope, body.role().name().toLowerCase(Locale.ROOT), TokenScope.of(body.role())));
        });
        known.requireKnown(limits);
        return new Narrowing(addresses(body), scopes, limits);
    }

    private static List<String> addresses(TokenBody body) {
        var addresses = body.addresses() == null ? List.<@Nullable String>of() : body.addresses();
        return addresses.stream()
                .flatMap(Stream::ofNullable)
                .flatMap(address -> IpNetwork.parse(address).stream())
                .toList();
    }

    /** Lists all tokens, newest first, including expired and revoked ones. Never returns the tokens themselves. */
    @GetMapping
    @Operation(operationId = "listTokens", summary = "List the tokens")
    TokenList list() {
        return new TokenList(tokens.all());
    }

    /** Revokes a token at once. It stays in the list. */
    @DeleteMapping("/{id}")
    @Operation(operationId = "revokeToken", summary = "Revoke a token")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> revoke(@PathVariable UUID id, Principal admin) {
        transactions.executeWithoutResult(status -> {
            var name = tokens.revoke(id, admin.getName())
                    .orElseThrow(() ->
                            ProblemType.NOT_FOUND.because("There is no token %s that is not revoked.".formatted(id)));
            log.done(SecurityEventKind.TOKEN_REVOKED, admin.getName(), Map.of("token", name));
        });
        return ResponseEntity.noContent().build();
    }
}
