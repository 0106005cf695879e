package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A script that showed a token. The history calls it {@code token:NAME}. */
public final class ApiTokenAuthentication extends AbstractAuthenticationToken {
    private final String name;

    ApiTokenAuthentication(String name, Role role) {
        super(AuthorityUtils.createAuthorityList(role.authority()));
        this.name = "token:" + name;
        setAuthenticated(true);
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
