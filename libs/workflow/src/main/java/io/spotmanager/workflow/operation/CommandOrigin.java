package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a command or an operator's request came from, for the history.
 *
 * @param address of the caller, or of the proxy in front of the gateway if none is trusted
 * @param requestId as the answer named it
 * @param tokenOwner who made the token that was used; null if it was none
 * @param approval null if nobody had to approve it
 * @param reservation null if it was to begin at once
 * @param decision the key of the request that decided several operations at once; null if it was one alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandOrigin(
        String address,
        String requestId,
        @Nullable String tokenOwner,
        @Nullable Approval approval,
        @Nullable Reservation reservation,
        @Nullable String decision) {
    /** Of a command that nobody had to approve. */
    public CommandOrigin(String address, String requestId, @Nullable String tokenOwner) {
        this(address, requestId, tokenOwner, null);
    }

    /** Of a command that was to begin at once. */
    public CommandOrigin(String address, String requestId, @Nullable String tokenOwner, @Nullable Approval approval) {
        this(address, requestId, tokenOwner, approval, null);
    }

    /** Of a command by itself. */
    public CommandOrigin(
            String address,
            String requestId,
            @Nullable String tokenOwner,
            @Nullable Approval approval,
            @Nullable Reservation reservation) {
        this(address, requestId, tokenOwner, approval, reservation, null);
    }

    /** The same request, as one of several decisions. */
    public CommandOrigin decidedWith(String key) {
        return new CommandOrigin(address, requestId, tokenOwner, approval, reservation, key);
    }

    /**
     * That a second person has approved it.
     *
     * @param id under which it was asked for
     * @param persons the two who stand behind it
     * @param address of the one who approved last
     * @param requestId of that request
     */
    public record Approval(UUID id, List<String> persons, String address, String requestId) {
        public Approval {
            persons = List.copyOf(persons);
        }
    }
    /**
     * That it was asked for earlier, to begin at a time.
     *
     * @param id of the reservation
     * @param askedBy who asked, also if another one has let it begin
     */
    public record Reservation(UUID id, String askedBy, Instant askedAt) {}
}
