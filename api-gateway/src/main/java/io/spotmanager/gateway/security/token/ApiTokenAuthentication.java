package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.rights.Limits;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The authentication of a script by its token. The name of one of ours in the history is {@code token:NAME}. */
public final class ApiTokenAuthentication extends AbstractAuthenticationToken {
    private static final String OURS = "token:";

    private final String name;
    private final String owner;
    private final @Nullable Set<TokenScope> scopes;
    private final Limits limits;
    private final @Nullable Instant expiresAt;

    private ApiTokenAuthentication(
            String name,
            Role role,
            String owner,
            @Nullable Set<TokenScope> scopes,
            Limits limits,
            @Nullable Instant expiresAt) {
        super(AuthorityUtils.createAuthorityList(role.authority()));
        this.scopes = scopes;
        this.limits = limits;
        this.expiresAt = expiresAt;
        this.name = name;
        this.owner = owner;
        setAuthenticated(true);
    }

    /**
     * @param owner the admin who made it
     * @param scopes null if it has all of its role
     */
    static ApiTokenAuthentication ofOurs(
            String token, Role role, String owner, @Nullable Set<TokenScope> scopes, Limits limits, Instant expiresAt) {
        return new ApiTokenAuthentication(OURS + token, role, owner, scopes, limits, expiresAt);
    }

    /**
     * A script with an access token of an issuer acts as the person, or the service, that the issuer names in it.
     *
     * @param client to whom the issuer gave it
     */
    public static ApiTokenAuthentication ofIssuer(String person, Role role, String client) {
        return new ApiTokenAuthentication(person, role, client, null, Limits.NONE, null);
    }

    /** Whether a name in the history is that of a token of ours. No person has such a name; a script with a token of an issuer has a person's. */
    public static boolean isOurs(String name) {
        return name.startsWith(OURS);
    }

    /** Returns the name of the admin who made it, or the client to which an issuer gave it. */
    public String owner() {
        return owner;
    }

    /** Returns the only parts of its role that it has; null for all. */
    public @Nullable Set<TokenScope> scopes() {
        return scopes;
    }

    /** Returns its own limits. */
    public Limits limits() {
        return limits;
    }

    /** Returns when it ends; null for a token of an issuer, which the issuer ends. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String getPrincipal() {
        return name;
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
