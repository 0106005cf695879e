package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.Checkpoint.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes checkpoints, one writer at a time over all processes; none if there are no new entries. */
public final class Checkpoints {
    /** The longest time between an entry's timestamp and its commit: clocks differ, and a save may wait. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** A timestamp that is further ahead of the database's clock comes from a wrong clock. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** The longest range of one checkpoint; bounds the memory after a long pause. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private record Known(long n, String hash) {}

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final CheckpointKey key;
    private final Duration every;
    private final TrustedKeys trusted;
    private @Nullable Known newest;

    /** Counts only checkpoints of its own key. */
    public Checkpoints(
            JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock, CheckpointKey key, Duration every) {
        this(Ledger.HISTORY, jdbc, transactions, clock, key, every, TrustedKeys.none());
    }

    /**
     * Signs with one key.
     *
     * @param ledger whose entries are covered
     * @param clock the database's; one process with a wrong clock would keep all others from writing
     * @param every the interval; no checkpoint is written if another process wrote one within half of it
     * @param others further keys whose checkpoints count
     */
    public Checkpoints(
            Ledger ledger,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            CheckpointKey key,
            Duration every,
            TrustedKeys others) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.key = key;
        this.every = every;
        this.trusted = others.and(key);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** @return the number of written checkpoints; none after the end of a retired key */
    public int write() {
        var written = transactions.execute(status -> isOurTurn() ? writeAll() : 0);
        return written == null ? 0 : written;
    }

    /** @return the age of the oldest entry that no checkpoint covers; zero if all are covered */
    public Duration lag() {
        var lag = transactions.execute(status -> {
            var now = clock.instant();
            return oldestAfter(covered(now).orElse(Instant.EPOCH), now)
                    .map(at -> Duration.between(at, now))
                    .orElse(Duration.ZERO);
        });
        return lag == null ? Duration.ZERO : lag;
    }

    /**
     * Checks that the newest checkpoint of the previous call still exists. If the latest checkpoints and all their entries are
     * removed, the database holds no trace of it, but a running process remembers.
     *
     * @return the number of the removed or replaced checkpoint; each is returned once
     */
    public Optional<Long> gone() {
        return transactions.execute(status -> {
            var before = newest;
            newest = last().map(checkpoint -> new Known(checkpoint.n(), checkpoint.hash()))
                    .orElse(null);
            return Optional.ofNullable(before).filter(known -> !isThere(known)).map(Known::n);
        });
    }

    private boolean isThere(Known known) {
        return jdbc.sql(ledger.sql("select exists (select from {checkpoints} where n = ? and hash = ?)"))
                .params(known.n(), known.hash())
                .query(Boolean.class)
                .single();
    }

    private Optional<Instant> oldestAfter(Instant time, Instant now) {
        return jdbc.sql(ledger.sql("""
                select at from {entries} where at > :time::timestamptz and at <= :now::timestamptz order by at limit 1
                """))
                .param("time", time.toString())
                .param("now", now.toString())
                .query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private boolean isOurTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(ledger.lock())
                .query(Boolean.class)
                .single();
    }

    /** Returns true if the time is further ahead than clocks usually differ. */
    static boolean isFuture(Instant time, Instant now) {
        return time.isAfter(now.plus(AHEAD));
    }

    private int writeAll() {
        var now = clock.instant();
        if (!trusted.count(key.publicKey(), now)) {
            return 0; // retired: what it signs now counts nowhere
        }
        var last = last();
        if (last.filter(one -> counts(one, now) && one.writtenAt().isAfter(now.minus(every.dividedBy(2))))
                .isPresent()) {
            return 0;
        }
        var written = 0;
        var from = covered(now).or(() -> oldestAfter(Instant.EPOCH, now)).orElse(now);
        while (from.isBefore(now)) {
            var to = from.plus(LONGEST).isBefore(now) ? from.plus(LONGEST) : now;
            var heads = newHeads(from.minus(LATE), to, now);
            if (!heads.isEmpty()) {
                last = Optional.of(Checkpoint.after(last.orElse(null), now, to, heads, key));
                insert(last.get());
                written++;
            }
            from = to;
        }
        if (written == 0 && last.filter(one -> endsBeforeOurs(one, now)).isPresent()) {
            insert(Checkpoint.after(last.get(), now, now, List.of(), key));
            written++;
        }
        return written;
    }

    /**
     * Returns true for a checkpoint of a key that is about to be retired, or is: it counts no longer than until its end unless another
     * key signs one after it, even if nothing happens any more.
     */
    private boolean endsBeforeOurs(Checkpoint checkpoint, Instant now) {
        var end = trusted.end(checkpoint.seal().publicKey());
        return counts(checkpoint, now)
                && end.filter(other ->
                                other.isBefore(trusted.end(key.publicKey()).orElse(Instant.MAX)))
                        .isPresent();
    }

    /** Ignores checkpoints of other keys, of retired ones and from the future: what they list is covered again. */
    private boolean counts(Checkpoint checkpoint, Instant now) {
        return trusted.count(checkpoint)
                && !isFuture(checkpoint.writtenAt(), now)
                && !isFuture(checkpoint.upTo(), now)
                && checkpoint.isWhole();
    }

    private Optional<Checkpoint> last() {
        try (var checkpoints = latestFirst()) {
            return checkpoints.findFirst();
        }
    }

    private Optional<Instant> covered(Instant now) {
        try (var checkpoints = latestFirst()) {
            return checkpoints
                    .filter(checkpoint -> counts(checkpoint, now))
                    .findFirst()
                    .map(Checkpoint::upTo);
        }
    }

    /** The caller closes the stream. */
    private Stream<Checkpoint> latestFirst() {
        return jdbc
                .sql(ledger.sql("select * from {checkpoints} order by n desc"))
                .withFetchSize(1)
                .query(Checkpoints::checkpoint)
                .stream();
    }

    /** Returns the heads that no checkpoint of that time lists; a head may be listed twice. */
    private List<Head> newHeads(Instant after, Instant to, Instant now) {
        var listed = new HashSet<String>();
        try (var checkpoints = latestFirst()) {
            checkpoints
                    .takeWhile(checkpoint -> checkpoint.upTo().isAfter(after))
                    .filter(checkpoint -> counts(checkpoint, now))
                    .forEach(checkpoint -> checkpoint.heads().lines().forEach(listed::add));
        }
        return jdbc
                .sql(ledger.sql("""
                select distinct on ({chain}) {chain} as chain, seq, hash from {entries}
                where at > :after::timestamptz and at <= :to::timestamptz
                order by {chain}, seq desc
                """))
                .param("after", after.toString())
                .param("to", to.toString())
                .query((row, number) ->
                        new Head(row.getObject("chain", UUID.class), row.getInt("seq"), row.getString("hash")))
                .list()
                .stream()
                .filter(head -> !listed.contains(head.line()))
                .toList();
    }

    private void insert(Checkpoint checkpoint) {
        jdbc.sql(ledger.sql("""
                insert into {checkpoints} (n, written_at, up_to, heads, previous_hash, hash, public_key, signature)
                values (:n, :writtenAt::timestamptz, :upTo::timestamptz, :heads, :previousHash, :hash, :publicKey,
                        :signature)
                """))
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
                new Signature(row.getString("public_key"), row.getString("signature")));
    }
}
