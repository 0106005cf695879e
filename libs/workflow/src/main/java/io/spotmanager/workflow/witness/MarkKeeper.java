package io.spotmanager.workflow.witness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what this part remembers outside of the database, in the broker and in a file, and compares it when the part starts. */
public final class MarkKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MarkKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Witness witness;
    private final DatabaseWatch watch;
    private final JdbcClient jdbc;
    private final String file;
    private final Optional<MarkFolder> folder;
    private final Optional<MarkStream> stream;
    private final ConnectionFactory connections;
    private final CachingConnectionFactory own;
    private final AtomicLong connected = new AtomicLong();
    private Published published = new Published(-1, -1);
    private long written = -1;

    /** Which version went to the broker over which connection: it may have lost what came over an earlier one. */
    private record Published(long version, long connection) {}

    /**
     * @param file the name of this part's file
     * @param folder null for none
     * @param connections those over which commands come: with each new one, what the broker keeps is compared before it is used
     * @param own for what is kept at the broker alone; closed with this
     * @param streams false if the broker has no streams
     */
    public MarkKeeper(
            Witness witness,
            DatabaseWatch watch,
            JdbcClient jdbc,
            String file,
            @Nullable Path folder,
            ConnectionFactory connections,
            CachingConnectionFactory own,
            boolean streams) {
        this.witness = witness;
        this.watch = watch;
        this.jdbc = jdbc;
        this.file = file;
        this.folder = Optional.ofNullable(folder).map(MarkFolder::new);
        this.connections = connections;
        this.own = own;
        this.stream = streams ? Optional.of(new MarkStream(own, this::compareStream, witness::hear)) : Optional.empty();
    }

    /**
     * Compares the database with what is kept. To be called before anything is accepted or claimed. Blocks, a few seconds if the broker
     * does not answer.
     */
    public void begin() {
        watch.look(jdbc);
        folder.ifPresent(kept -> compare(kept.read()));
        stream.ifPresent(kept -> {
            connections.addConnectionListener(kept);
            connect();
        });
    }

    /** What the stream has is compared while the connection is made. */
    private void connect() {
        try {
            CompletableFuture.runAsync(connections::createConnection, Thread.ofVirtual()::start)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.info(
                    "The broker does not answer yet; what it remembers is compared when it does, before its first command");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compareStream(List<Marks> kept) {
        connected.incrementAndGet();
        compare(kept);
    }

    private void compare(List<Marks> kept) {
        var now = witness.current();
        if (now == null) {
            return;
        }
        var ours = new ArrayList<Mark>();
        for (var marks : kept) {
            marks.marks().stream()
                    .filter(mark -> mark.installation().equals(now.installation()))
                    .forEach(ours::add);
            witness.hear(marks);
        }
        try {
            if (!ours.isEmpty()) {
                watch.look(jdbc, ours);
            }
        } catch (DataAccessException e) {
            // The latest of them are remembered now; they are compared through the next connection to the database.
            log.debug("What is kept was not compared yet: {}", e.getMessage());
        }
    }

    /** Keeps what is new. Blocks. To be called by one thread. */
    public void keep() {
        var version = witness.version();
        if (version != written) {
            folder.ifPresent(kept -> kept.write(file, new Marks(watch.part(), witness.all())));
            written = version;
        }
        var wanted = new Published(version, connected.get());
        if (!wanted.equals(published) && published(new Marks(watch.part(), witness.own()))) {
            published = wanted;
        }
    }

    @Override
    public void close() {
        own.destroy();
    }

    private boolean published(Marks marks) {
        return marks.marks().isEmpty()
                || stream.map(kept -> kept.publish(marks)).orElse(true);
    }
}
