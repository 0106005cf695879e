package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.people.People;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The shared users of the settings, and the people of the database. */
final class KnownUsers implements UserDetailsService {
    private final UserDetailsService shared;
    private final People people;

    KnownUsers(UserDetailsService shared, People people) {
        this.shared = shared;
        this.people = people;
    }

    /** Reads the database, so that a change counts from the next request on. */
    @Override
    public UserDetails loadUserByUsername(String name) {
        return find(name, person -> true);
    }

    /** Leaves out who logs in at an issuer, so that no password lets in beside that. */
    UserDetails withPassword(String name) {
        return find(name, person -> !person.isAtIssuer());
    }

    private UserDetails find(String name, Predicate<People.Login> which) {
        try {
            return shared.loadUserByUsername(name);
        } catch (UsernameNotFoundException e) {
            return people.login(name.toLowerCase(Locale.ROOT))
                    .filter(which)
                    .map(KnownUsers::user)
                    .orElseThrow(() -> e);
        }
    }

    private static UserDetails user(People.Login login) {
        return User.withUsername(login.name())
                .password(login.passwordHash())
                .authorities(
                        login.mustChange()
                                ? PasswordDuty.AUTHORITY
                                : login.role().authority())
                .build();
    }
}
