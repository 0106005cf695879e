package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.rights.LimitStore;
import io.spotmanager.gateway.security.rights.ObjectRights;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.LiveTokens;
import io.spotmanager.workflow.operation.Command;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may give a command: the one place that says so for commands themselves, beside the rules for paths in
 * {@link SecurityConfiguration}. It is asked for who requests a command, for who approves it, and, at the approval, for the requester again.
 * So the limits of people by pool, GPU type and contract count for all three; those of a token never change, and are checked with its request.
 */
@Component
public class CommandRights {
    private final RoleHierarchy roles;
    private final UserDetailsService users;
    private final LiveTokens tokens;
    private final LimitStore limits;
    private final ObjectRights objects;

    CommandRights(
            RoleHierarchy roles, UserDetailsService users, LiveTokens tokens, LimitStore limits, ObjectRights objects) {
        this.limits = limits;
        this.objects = objects;
        this.roles = roles;
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * @param granted what the caller was granted at the log-in
     * @return why not, as a sentence; empty if it is allowed
     */
    public Optional<String> refusal(String name, Collection<? extends GrantedAuthority> granted, Command command) {
        var least = leastRole(command.kind());
        return roles.getReachableGrantedAuthorities(granted).stream()
                        .anyMatch(authority -> least.authority().equals(authority.getAuthority()))
                ? objects.refusal(limits.of(name), command).map(ObjectRights.Refusal::sentence)
                : Optional.of("%s may not do this: it needs the role %s."
                        .formatted(name, least.name().toLowerCase(Locale.ROOT)));
    }

    /** The same for each of them: why the first that is refused is, as a sentence that names its host. */
    public Optional<String> refusal(
            String name, Collection<? extends GrantedAuthority> granted, List<Command> commands) {
        var asked = limits.of(name).isNone() ? distinctKinds(commands) : commands;
        return asked.stream()
                .flatMap(command ->
                        refusal(name, granted, command).map(why -> "%s: %s".formatted(command.subject(), why)).stream())
                .findFirst();
    }

    /** One of each kind: without limits nothing else of a command counts. */
    private static List<Command> distinctKinds(List<Command> commands) {
        return List.copyOf(commands.stream()
                .collect(Collectors.toMap(Command::kind, Function.identity(), (one, _) -> one))
                .values());
    }

    /**
     * The same for somebody who is not here, by what counts now.
     *
     * @param name of a user, or {@code token:NAME}
     * @param tokenOwner who made the token, or the client to which an issuer gave it; null if it is none
     * @param asked when the command was requested: a later token of that name is another one
     */
    public Optional<String> refusalNow(String name, @Nullable String tokenOwner, Instant asked, Command command) {
        return granted(name, tokenOwner, asked)
                .map(granted -> refusal(name, granted, command))
                .orElseGet(() -> Optional.of(
                        ApiTokenAuthentication.isOurs(name)
                                ? "%s is expired or revoked.".formatted(name)
                                : "%s cannot log in any more.".formatted(name)));
    }

    private Optional<List<GrantedAuthority>> granted(String name, @Nullable String tokenOwner, Instant asked) {
        if (tokenOwner != null && ApiTokenAuthentication.isOurs(name)) {
            return tokens.role(name, tokenOwner, asked)
                    .map(role -> AuthorityUtils.createAuthorityList(role.authority()));
        }
        try {
            return Optional.of(List.copyOf(users.loadUserByUsername(name).getAuthorities()));
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Role leastRole(String kind) {
        return switch (kind) {
            case "launch", "retire", "attach-firewall" -> Role.LAUNCHER;
            case "adopt-vm", "policy", "webhook" -> Role.ADMIN;
            default -> Role.OPERATOR;
        };
    }
}
