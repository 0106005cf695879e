package io.spotmanager.workflow.audit;

import io.spotmanager.workflow.audit.Checkpoint.Head;
import io.spotmanager.workflow.audit.Checkpoint.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes checkpoints: one writer at a time over all processes, and none while nothing has happened. */
public final class Checkpoints {
    /** Entries may be committed a little after the time they bear, and clocks differ a little. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** What one checkpoint covers at most, so that a long pause does not need memory for all of it. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final long LOCK = 0x5b07_c4ec_4b01_47L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final CheckpointKey key;
    private final Duration every;

    /** @param every a checkpoint that another process wrote within half of this is enough */
    public Checkpoints(
            JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock, CheckpointKey key, Duration every) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.key = key;
        this.every = every;
    }

    /** @return how many were written */
    public int write() {
        var written = transactions.execute(status -> isOurTurn() ? writeAll() : 0);
        return written == null ? 0 : written;
    }

    private boolean isOurTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    private int writeAll() {
        var now = clock.instant();
        var last = last();
        if (last.filter(one -> one.writtenAt().isAfter(now.minus(every.dividedBy(2))))
                .isPresent()) {
            return 0;
        }
        var written = 0;
        var from = last.map(Checkpoint::upTo).or(this::beginning).orElse(now);
        while (from.isBefore(now)) {
            var to = from.plus(LONGEST).isBefore(now) ? from.plus(LONGEST) : now;
            var heads = newHeads(from.minus(LATE), to, last.orElse(null));
            if (!heads.isEmpty()) {
                last = Optional.of(Checkpoint.after(last.orElse(null), now, to, heads, key));
                insert(last.get());
                written++;
            }
            from = to;
        }
        return written;
    }

    private Optional<Checkpoint> last() {
        return jdbc.sql("select * from audit_checkpoint order by n desc limit 1")
                .query(Checkpoints::checkpoint)
                .optional();
    }

    private Optional<Instant> beginning() {
        return jdbc.sql("select at from audit_entry order by at limit 1")
                .query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private List<Head> newHeads(Instant after, Instant to, @Nullable Checkpoint last) {
        var listed = last == null ? Set.of() : last.heads().lines().collect(Collectors.toSet());
        return jdbc
                .sql("""
                select distinct on (operation_id) operation_id, seq, hash from audit_entry
                where at > :after::timestamptz and at <= :to::timestamptz
                order by operation_id, seq desc
                """)
                .param("after", after.toString())
                .param("to", to.toString())
                .query((row, number) ->
                        new Head(row.getObject("operation_id", UUID.class), row.getInt("seq"), row.getString("hash")))
                .list()
                .stream()
                .filter(head -> !listed.contains(head.line()))
                .toList();
    }

    private void insert(Checkpoint checkpoint) {
        jdbc.sql("""
                insert into audit_checkpoint (n, written_at, up_to, heads, previous_hash, hash, public_key, signature)
                values (:n, :writtenAt::timestamptz, :upTo::timestamptz, :heads, :previousHash, :hash, :publicKey,
                        :signature)
                """)
                .param("n", checkpoint.n())
                .param("writtenAt", checkpoint.writtenAt().toString())
                .param("upTo", checkpoint.upTo().toString())
                .param("heads", checkpoint.heads())
                .param("previousHash", checkpoint.previousHash())
                .param("hash", checkpoint.hash())
                .param("publicKey", checkpoint.seal().publicKey())
                .param("signature", checkpoint.seal().signature())
                .update();
    }

    public static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
        return new Checkpoint(
                row.getLong("n"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getObject("up_to", OffsetDateTime.class).toInstant(),
                row.getString("heads"),
                row.getString("previous_hash"),
                row.getString("hash"),
                new Seal(row.getString("public_key"), row.getString("signature")));
    }
}
