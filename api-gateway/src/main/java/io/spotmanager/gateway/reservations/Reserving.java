package io.spotmanager.gateway.reservations;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.StoredCommand;
import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.OperationIds;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reservations.RequestedTimes.Despite;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a command that begins at a time. Its rules are checked now, and again when it is due. */
@Component
public class Reserving {
    private final Reservations reservations;
    private final HostTimes hosts;
    private final WindowStore windows;
    private final StoredCommands stored;
    private final CommandService commands;
    private final OperationIds ids;
    private final ReservationRecord record;
    private final ReservationListener changes;
    private final ReservationAnswers answers;
    private final TransactionTemplate transactions;

    Reserving(
            Reservations reservations,
            HostTimes hosts,
            WindowStore windows,
            StoredCommands stored,
            CommandService commands,
            OperationIds ids,
            ReservationRecord record,
            ReservationListener changes,
            ReservationAnswers answers,
            PlatformTransactionManager transactions) {
        this.reservations = reservations;
        this.hosts = hosts;
        this.windows = windows;
        this.stored = stored;
        this.commands = commands;
        this.ids = ids;
        this.record = record;
        this.changes = changes;
        this.answers = answers;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * A command and what takes it back.
     *
     * @param back null if nothing can
     * @param deadline before which it has to begin, because it has a time of its own; null for none
     */
    public record Request(
            Command command,
            @Nullable Command back,
            RequestedTimes times,
            @Nullable Instant deadline) {}

    /** When it would begin, and what else wants the host then. Changes nothing. */
    public ReservationPreview preview(Request request) {
        var schedule = schedule(request, reservations.now());
        var host = request.command().subject();
        return new ReservationPreview(
                schedule.begins(),
                schedule.latest(),
                schedule.until(),
                hosts.collisions(host, schedule.begins(), schedule.free(), null),
                hosts.holder(host).map(HostTimes.Holder::operation).orElse(null));
    }

    /**
     * Stores it, and answers with its times.
     *
     * @param key the idempotency key of the request, or null
     * @param user whose name the command has
     */
    public ResponseEntity<CommandAnswer> reserve(Request request, @Nullable String key, Authentication user) {
        requireAllowed(request, user);
        var idempotency = commands.idempotency(key, request);
        return earlier(user.getName(), idempotency).orElseGet(() -> stored(request, idempotency));
    }

    private ResponseEntity<CommandAnswer> stored(Request request, @Nullable Idempotency key) {
        var user = request.command().requestedBy();
        // A time in the past and a wrong window are told before a cloud is asked.
        var seen = schedule(request, reservations.now());
        var preview = stored.preview(request.command());
        requireChecks(preview, request.times());
        var rules = stored.rules(request.command());
        try {
            var made =
                    Objects.requireNonNull(transactions.execute(status -> store(request, seen, preview, rules, key)));
            changes.poll();
            if (!rules.isEmpty()) {
                stored.announceRequest();
            }
            return answers.of(made);
        } catch (DuplicateKeyException e) {
            return earlier(user, key).orElseThrow(() -> e);
        }
    }

    private UUID store(
            Request request, Schedule seen, ReviewedPreview preview, List<Applied> rules, @Nullable Idempotency key) {
        var command = request.command();
        reservations.lockHost(command.subject());
        var collisions = hosts.collisions(command.subject(), seen.begins(), seen.free(), null);
        if (!collisions.isEmpty() && !request.times().accepts(Despite.COLLISION)) {
            throw collides(command.subject(), collisions);
        }
        var id = ids.get();
        var now = reservations.now();
        var approval = rules.isEmpty() ? null : stored.ask(command, rules, preview, life(now, seen.latest()), id);
        var end = request.times().endsIfRefused();
        reservations.add(new Reservations.Wanted(id, null, asked(command, now), seen, end, approval, key));
        if (request.back() != null && seen.until() != null) {
            reservations.add(new Reservations.Wanted(
                    ids.get(), id, asked(request.back(), now), wayBack(seen.until()), end, approval, null));
        }
        record.write(
                SecurityEventKind.RESERVATION_MADE,
                reservations.find(id).orElseThrow(),
                command.requestedBy(),
                command.reason(),
                null);
        return id;
    }

    static Schedule wayBack(Instant until) {
        return new Schedule(until, until.plus(Schedule.PATIENCE), null, null);
    }

    private static Duration life(Instant now, Instant latest) {
        var life = Duration.between(now, latest);
        return life.toSeconds() < 1 ? Duration.ofSeconds(1) : life;
    }

    private static StoredCommand asked(Command command, Instant now) {
        var origin = Optional.ofNullable(RequestCaller.origin()).orElseThrow();
        return new StoredCommand(command, now, origin.tokenOwner(), origin.address(), origin.requestId());
    }

    private Schedule schedule(Request request, Instant now) {
        var schedule = Scheduling.of(request.times(), now, windows::find);
        if (schedule.until() != null && request.back() == null) {
            throw FieldProblem.refusal("until", "goes with a move, a placement or a withdrawal: leave it out");
        }
        if (request.deadline() != null && !schedule.begins().isBefore(request.deadline())) {
            throw FieldProblem.refusal(
                    "deadline",
                    "is %s, and it begins at %s: it would have no time to wait. Name a later deadline, or an earlier begin"
                            .formatted(request.deadline(), schedule.begins()));
        }
        return schedule;
    }

    private void requireAllowed(Request request, Authentication user) {
        var back = request.back();
        stored.refusal(user, request.command())
                .or(() -> back == null ? Optional.empty() : stored.refusal(user, back))
                .ifPresent(why -> {
                    throw ProblemType.NOT_ALLOWED.because("Nothing was done. " + why);
                });
    }

    /** What needs only the requester's word is asked for now: at its time nobody can give it. */
    private static void requireChecks(ReviewedPreview preview, RequestedTimes times) {
        var open = preview.checks().stream().filter(check -> !check.allows()).toList();
        if (preview.allowed()
                || times.accepts(Despite.CHECKS) && open.stream().allMatch(check -> check.acknowledgement() == null)) {
            return;
        }
        var texts = open.stream().map(Check::text).collect(Collectors.joining(" "));
        throw ProblemType.CHECKS_FAILED.because(
                "Nothing was done. As the host is now, this would be refused. %s If that will be otherwise at its time, send despite: [\"checks\"]."
                        .formatted(texts));
    }

    static ProblemException collides(String host, List<Collision> collisions) {
        return ProblemType.RESERVATION_COLLIDES
                .because(
                        "Nothing was done. %s is wanted by another reservation at that time. %s Ask for another time, move or cancel the other one, or send despite: [\"collision\"]."
                                .formatted(
                                        host,
                                        collisions.stream().map(Collision::text).collect(Collectors.joining(" "))))
                .with("collisions", collisions);
    }

    private Optional<ResponseEntity<CommandAnswer>> earlier(String user, @Nullable Idempotency key) {
        if (key == null) {
            return Optional.empty();
        }
        // Throws if the key belongs to an operation; that one was another request.
        commands.earlier(user, key);
        return reservations.earlier(user, key.key()).map(earlier -> {
            if (!earlier.requestHash().equals(key.requestHash())) {
                throw ProblemType.IDEMPOTENCY_KEY_REUSED
                        .because(
                                "Nothing was done. This Idempotency-Key belongs to another request; send a new request with a new key.")
                        .with("reservation", earlier.id());
            }
            return answers.of(earlier.id());
        });
    }
}
