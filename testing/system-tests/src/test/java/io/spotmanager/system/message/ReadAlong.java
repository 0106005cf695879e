package io.spotmanager.system.message;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.spotmanager.system.harness.Broker;
import io.spotmanager.workflow.messaging.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A stranger at the broker, without any class of ours: reads along, and sends what it likes. */
public final class ReadAlong implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final List<String> KINDS = List.of("migration", "launch", "attach-network");

    private final Connection connection;
    private final Channel channel;
    private final List<ReadMessage> messages = new CopyOnWriteArrayList<>();

    private ReadAlong(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Topology.EVENTS, "#");
        for (var kind : KINDS) {
            channel.queueBind(queue, Topology.COMMANDS, kind);
        }
        channel.basicConsume(
                queue,
                true,
                (tag, got) -> messages.add(new ReadMessage(
                        got.getEnvelope().getExchange(),
                        got.getEnvelope().getRoutingKey(),
                        got.getProperties(),
                        new String(got.getBody(), StandardCharsets.UTF_8))),
                tag -> {});
    }

    public static ReadAlong at(Broker broker) {
        try {
            return new ReadAlong(connections(broker).newConnection("read-along"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConnectionFactory connections(Broker broker) {
        var connections = new ConnectionFactory();
        connections.setHost("127.0.0.1");
        connections.setPort(broker.port());
        connections.setUsername(broker.user());
        connections.setPassword(broker.password());
        connections.setVirtualHost(broker.virtualHost());
        return connections;
    }

    /** The address of a broker as programs take it on their command line. */
    static URI address(Broker broker) {
        var host = broker.virtualHost().equals("/") ? "%2f" : broker.virtualHost();
        return URI.create(
                "amqp://%s:%s@127.0.0.1:%d/%s".formatted(broker.user(), broker.password(), broker.port(), host));
    }

    /** Returns all that was sent until now, in the order in which it came. */
    public List<ReadMessage> messages() {
        return List.copyOf(messages);
    }

    List<ReadMessage> commandsAbout(Object subject) {
        return ofExchange(Topology.COMMANDS, message -> message.isAbout(subject));
    }

    List<ReadMessage> events(Predicate<ReadMessage> wanted) {
        return ofExchange(Topology.EVENTS, wanted);
    }

    private List<ReadMessage> ofExchange(String exchange, Predicate<ReadMessage> wanted) {
        return messages.stream()
                .filter(message -> message.exchange().equals(exchange))
                .filter(wanted)
                .toList();
    }

    ReadMessage awaitCommandAbout(Object subject) {
        return await("a command about " + subject)
                .atMost(MAX_WAIT)
                .until(() -> commandsAbout(subject), found -> !found.isEmpty())
                .getFirst();
    }

    List<ReadMessage> awaitEvents(Predicate<ReadMessage> wanted) {
        return await("an event").atMost(MAX_WAIT).until(() -> events(wanted), found -> !found.isEmpty());
    }

    void send(String route, byte[] command) {
        try {
            channel.basicPublish(Topology.COMMANDS, route, new BasicProperties.Builder().build(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a message as it was once read. */
    public void send(ReadMessage message) {
        try {
            channel.basicPublish(
                    message.exchange(),
                    message.route(),
                    message.properties(),
                    message.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the oldest dead letter; null if there is none. */
    @Nullable
    public ReadMessage deadLetter() {
        try {
            var got = channel.basicGet(Topology.DEAD_LETTERS, true);
            return got == null
                    ? null
                    : new ReadMessage(
                            got.getEnvelope().getExchange(),
                            got.getEnvelope().getRoutingKey(),
                            got.getProps(),
                            new String(got.getBody(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
