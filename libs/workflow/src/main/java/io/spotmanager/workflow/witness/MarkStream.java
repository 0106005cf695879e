package io.spotmanager.workflow.witness;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import tools.jackson.core.JacksonException;

/**
 * A stream of RabbitMQ that keeps the latest marks of all parts: every part can read it without taking anything away. It is read on each
 * new connection before the connection is used, so before a command can arrive. A broker that is away, empty or without streams proves
 * nothing and delays a connection by {@link #PATIENCE} at most.
 */
final class MarkStream implements ConnectionListener {
    static final String NAME = "spot.marks";

    private static final Logger log = LoggerFactory.getLogger(MarkStream.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String PROBE = "x-spot-probe";
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST = 5_000;
    private static final int AT_ONCE = 200;
    private static final int PERSISTENT = 2;

    /** About as much as a busy installation says within a minute; the broker drops whole segments. */
    private static final Map<String, Object> ARGUMENTS = Map.of(
            "x-queue-type", "stream",
            "x-max-length-bytes", 1_000_000L,
            "x-stream-max-segment-size-bytes", 500_000L);

    private final CachingConnectionFactory own;
    private final Consumer<List<Marks>> found;
    private final Consumer<Marks> heard;
    private volatile @Nullable Channel channel;
    private volatile boolean refused;
    private volatile long brokenAt;

    /**
     * As a listener, it is to be told of the connections over which commands come.
     *
     * @param own for the stream alone: it publishes, and a broker without room blocks connections that do
     * @param found gets what the stream has when a connection begins, before the connection is used
     * @param heard gets what is added later
     */
    MarkStream(CachingConnectionFactory own, Consumer<List<Marks>> found, Consumer<Marks> heard) {
        this.own = own;
        this.found = found;
        this.heard = heard;
    }

    @Override
    public void onCreate(@Nullable Connection connection) {
        if (!isPausing()) {
            attempt();
        }
    }

    private boolean isPausing() {
        return brokenAt != 0 && System.nanoTime() - brokenAt < PAUSE.toNanos();
    }

    /** Never throws: commands need no stream. Over a new connection, because the broker may be another one. */
    private synchronized void attempt() {
        channel = null;
        var connection = connected();
        if (connection == null) {
            return;
        }
        try {
            open(connection);
            brokenAt = 0;
            refused = false;
        } catch (IOException | RuntimeException e) {
            if (!connection.isOpen()) {
                // Lost meanwhile; or a broker that ends it over such a queue, and must not end the next one at once.
                brokenAt = System.nanoTime();
                log.debug("The connection ended before {} was read", NAME, e);
            } else if (!refused) {
                refused = true;
                log.warn(
                        "The broker keeps no stream {}: {}. A database that is restored while all parts are stopped is noticed by SPOT_WITNESS_DIR alone.",
                        NAME,
                        String.valueOf(
                                e.getCause() == null
                                        ? e.getMessage()
                                        : e.getCause().getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private com.rabbitmq.client.@Nullable Connection connected() {
        try {
            own.resetConnection();
            return own.createConnection().getDelegate();
        } catch (AmqpException e) {
            log.debug("The broker takes no connection for {}", NAME, e);
            return null;
        }
    }

    private void open(com.rabbitmq.client.Connection connection) throws IOException, InterruptedException {
        var fresh = connection.createChannel();
        if (fresh == null) {
            throw new IOException("the connection has no channel left");
        }
        var reading = new Reading(fresh);
        // By an exchange of its own: whoever may publish to the default one may publish to every queue.
        fresh.exchangeDeclare(NAME, BuiltinExchangeType.FANOUT, true);
        fresh.queueDeclare(NAME, true, false, false, ARGUMENTS);
        fresh.queueBind(NAME, NAME, "");
        fresh.basicQos(AT_ONCE);
        fresh.basicConsume(NAME, false, Map.of("x-stream-offset", "first"), reading::take, _ -> channel = null);
        reading.probe();
        if (!reading.ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn(
                    "The stream {} was not read to its end within {}; the rest is compared when it arrives",
                    NAME,
                    PATIENCE);
        }
        channel = fresh;
        found.accept(reading.begun());
    }

    /** One consumer. A probe of its own tells where the stream ended when it began. */
    private final class Reading {
        private final Channel channel;
        private final String probe = UUID.randomUUID().toString();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final List<Marks> before = new ArrayList<>();
        private boolean following;

        Reading(Channel channel) {
            this.channel = channel;
        }

        void probe() throws IOException {
            channel.basicPublish(
                    NAME,
                    "",
                    new AMQP.BasicProperties.Builder()
                            .headers(Map.of(PROBE, probe))
                            .build(),
                    new byte[0]);
        }

        void take(String tag, Delivery delivery) throws IOException {
            var headers = delivery.getProperties().getHeaders();
            var mark = headers == null ? null : headers.get(PROBE);
            if (mark == null) {
                decoded(delivery.getBody());
            } else if (mark.toString().equals(probe)) {
                ended.countDown();
            }
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        }

        private void decoded(byte[] body) {
            try {
                add(Marks.decode(body));
            } catch (JacksonException e) {
                log.debug("A message on {} is no mark: {}", NAME, e.getMessage());
            }
        }

        private synchronized void add(Marks marks) {
            if (following) {
                heard.accept(marks);
            } else if (before.size() < MOST) {
                before.add(marks);
            }
        }

        synchronized List<Marks> begun() {
            following = true;
            return List.copyOf(before);
        }
    }

    /** @return false if the broker did not take them; to be tried again */
    boolean publish(Marks marks) {
        var open = channel;
        if (open == null || !open.isOpen()) {
            open = reopened();
        }
        if (open == null) {
            return refused; // a broker without streams is asked again when there is more to keep
        }
        try {
            open.basicPublish(
                    NAME,
                    "",
                    new AMQP.BasicProperties.Builder()
                            .contentType("application/json")
                            .deliveryMode(PERSISTENT)
                            .build(),
                    marks.encoded());
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private @Nullable Channel reopened() {
        if (!refused && !isPausing()) {
            attempt();
        }
        return channel;
    }
}
