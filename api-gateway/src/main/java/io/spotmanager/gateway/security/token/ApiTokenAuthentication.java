package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The authentication of a script by its token. The name of one of ours in the history is {@code token:NAME}. */
public final class ApiTokenAuthentication extends AbstractAuthenticationToken {
    private final String name;
    private final String owner;

    private ApiTokenAuthentication(String name, Role role, String owner) {
        super(AuthorityUtils.createAuthorityList(role.authority()));
        this.name = name;
        this.owner = owner;
        setAuthenticated(true);
    }

    /** @param owner the admin who made it */
    static ApiTokenAuthentication ofOurs(String token, Role role, String owner) {
        return new ApiTokenAuthentication("token:" + token, role, owner);
    }

    /**
     * A script with an access token of an issuer acts as the person, or the service, that the issuer names in it.
     *
     * @param client to whom the issuer gave it
     */
    public static ApiTokenAuthentication ofIssuer(String person, Role role, String client) {
        return new ApiTokenAuthentication(person, role, client);
    }

    /** Returns the name of the admin who made it, or the client to which an issuer gave it. */
    public String owner() {
        return owner;
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
