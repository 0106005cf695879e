package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.Role;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Makes a person of ours of what the issuer says in the token of the log-in and, if it has more there, at its user info. */
@Component
class IssuerUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private final Issuers issuers;
    private final IssuerPeople people;
    private final OidcUserService claims;
    private final InstantSource clock = InstantSource.system();

    IssuerUsers(Issuers issuers, IssuerPeople people, IssuerConnections connections) {
        this.issuers = issuers;
        this.people = people;
        this.claims = connections.forUserInfo();
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var issuer = issuers.of(request.getClientRegistration().getRegistrationId());
        var strength = new LoginStrength(issuer);
        strength.require(request.getIdToken().getClaims());
        strength.requireRecent(request.getIdToken().getAuthenticatedAt(), clock.instant());
        var told = claims.loadUser(request);
        var arrival = new ClaimsReader(issuer).read(told.getClaims());
        return new Known(people.arrive(arrival), arrival.role(), told);
    }

    /** Has the name that the person has here. */
    private static final class Known extends DefaultOidcUser {
        private final String name;

        Known(String name, Role role, OidcUser told) {
            super(
                    Set.<GrantedAuthority>of(new SimpleGrantedAuthority(role.authority())),
                    told.getIdToken(),
                    told.getUserInfo());
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof Known known && name.equals(known.name);
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + name.hashCode();
        }
    }
}
