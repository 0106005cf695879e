package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.LiveTokens;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many commands a person has begun a short time ago, also by the tokens that the person made. */
@Component
class BegunCommands {
    private final JdbcClient jdbc;
    private final LiveTokens tokens;
    private final ApprovalSettings settings;
    private final CommittedCommands committed;

    BegunCommands(JdbcClient jdbc, LiveTokens tokens, ApprovalSettings settings, CommittedCommands committed) {
        this.committed = committed;
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Returns who a command counts for: for a token of ours its owner, so that more tokens do not allow more. A script with a token of an
     * issuer has the name of its person.
     */
    static String person(String requestedBy, @Nullable CommandOrigin origin) {
        return Optional.ofNullable(origin)
                .map(CommandOrigin::tokenOwner)
                .filter(owner -> ApiTokenAuthentication.isOurs(requestedBy))
                .orElse(requestedBy);
    }

    /**
     * Counts moves, also those after a retirement, placements, withdrawals, drains and launches, and those that a plan has not begun yet. Until the transaction of the
     * caller has ended, nobody else counts for that person.
     */
    long countAlone(String person) {
        // Taken by a statement of its own: the next one sees what was committed while this one waited.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('commands of ' || ?, 0))")
                .param(person)
                .query((row, number) -> true)
                .single();
        var names = names(person);
        long begun = jdbc.sql("""
                select count(*) from operation
                where requested_by = any (:names) and kind in ('migration', 'placement', 'withdrawal', 'drain', 'launch', 'retire-and-move')
                  and created_at > now() - :seconds * interval '1 second'
                """)
                .param("names", names)
                .param("seconds", settings.commandsWithin().toSeconds())
                .query(Long.class)
                .single();
        return begun + committed.waiting(List.of(names));
    }

    private String[] names(String person) {
        return Stream.concat(Stream.of(person), tokens.madeBy(person).stream()).toArray(String[]::new);
    }
}
