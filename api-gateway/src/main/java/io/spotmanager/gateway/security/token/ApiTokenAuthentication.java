package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The authentication of a script by its token. Its name in the history is {@code token:NAME}. */
public final class ApiTokenAuthentication extends AbstractAuthenticationToken {
    private final String name;
    private final String owner;

    ApiTokenAuthentication(String name, Role role, String owner) {
        super(AuthorityUtils.createAuthorityList(role.authority()));
        this.name = "token:" + name;
        this.owner = owner;
        setAuthenticated(true);
    }

    /** Returns the name of the admin who made it. */
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
