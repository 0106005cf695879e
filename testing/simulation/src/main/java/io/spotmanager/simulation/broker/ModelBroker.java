package io.spotmanager.simulation.broker;

import com.rabbitmq.client.Channel;
import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.LifeOfProcess;
import io.spotmanager.simulation.engine.PointKind;
import io.spotmanager.simulation.engine.Scheduler;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/** A broker with one queue for each kind of work. Messages wait until a consumer has room, and come again until acknowledged. */
public final class ModelBroker {
    private record Consumption(
            LifeOfProcess process,
            String route,
            ChannelAwareMessageListener listener,
            BooleanSupplier open,
            int most,
            int[] unacknowledged) {}

    private record Delivery(String route, Message message, Consumption to) {}

    private final Scheduler scheduler;
    private final LifeOfProcess itself = new LifeOfProcess("broker", null);
    private final Consumer<String> complaints;
    private final List<Consumption> consumers = new ArrayList<>();
    private final Map<String, List<Message>> queues = new HashMap<>();
    private final Map<Long, Delivery> deliveries = new HashMap<>();
    private long lastTag;

    /** @param complaints gets a sentence when a message is acknowledged before its execution has ended */
    public ModelBroker(Scheduler scheduler, Consumer<String> complaints) {
        this.scheduler = scheduler;
        this.complaints = complaints;
    }

    /**
     * @param open whether it takes messages now
     * @param most how many messages it takes before it has acknowledged one
     */
    public void subscribe(
            LifeOfProcess process, String route, ChannelAwareMessageListener listener, BooleanSupplier open, int most) {
        consumers.add(new Consumption(process, route, listener, open, most, new int[1]));
        deliverWaiting();
    }

    /** True if it has no message, and no consumer has one that it has not acknowledged. */
    public boolean isIdle() {
        return deliveries.isEmpty() && queues.values().stream().allMatch(List::isEmpty);
    }

    /** Delivers what waits, if somebody takes messages again. */
    public void deliverWaiting() {
        queues.forEach((route, messages) -> messages.forEach(_ -> deliver(route)));
    }

    /** The connection of a process is gone: what it has not acknowledged comes again. */
    public void disconnect(LifeOfProcess process) {
        consumers.removeIf(consumer -> consumer.process() == process);
        for (var tags = List.copyOf(deliveries.keySet()).stream().sorted().iterator(); tags.hasNext(); ) {
            var tag = tags.next();
            if (deliveries.get(tag) instanceof Delivery delivery
                    && delivery.to().process() == process) {
                deliveries.remove(tag);
                enqueue(delivery.route(), delivery.message());
            }
        }
    }

    void enqueue(String route, Message message) {
        queues.computeIfAbsent(route, _ -> new ArrayList<>()).add(message);
        deliver(route);
    }

    private void deliver(String route) {
        scheduler.start(itself, "queue " + route, () -> deliverOne(route));
    }

    private void deliverOne(String route) {
        var queue = queues.getOrDefault(route, new ArrayList<>());
        if (queue.isEmpty() || consumer(route) == null) {
            return;
        }
        var fault = scheduler.point(PointKind.DELIVERY, "delivers a message");
        if (queue.isEmpty()) {
            return;
        }
        if (fault.filter(Fault.BROKER_WIPED::equals).isPresent()) {
            queues.values().forEach(List::clear);
            deliveries.clear();
            consumers.forEach(consumer -> consumer.unacknowledged()[0] = 0);
            return;
        }
        var message = queue.remove(fault.filter(Fault.MESSAGE_REORDERED::equals).isPresent() ? queue.size() - 1 : 0);
        if (fault.filter(Fault.MESSAGE_LOST::equals).isPresent()) {
            return;
        }
        if (fault.filter(Fault.MESSAGE_DUPLICATED::equals).isPresent()) {
            enqueue(route, message);
        }
        var consumer = consumer(route);
        if (consumer == null) {
            queue.addFirst(message);
            return;
        }
        hand(route, message, consumer);
    }

    /** The one with the fewest messages; the seed decides between equals. */
    private @Nullable Consumption consumer(String route) {
        var able = consumers.stream()
                .filter(each -> each.route().equals(route)
                        && each.open().getAsBoolean()
                        && each.unacknowledged()[0] < each.most())
                .sorted(Comparator.comparingInt(each -> each.unacknowledged()[0]))
                .toList();
        return able.isEmpty() ? null : able.get(scheduler.choices().nextInt(able.size()));
    }

    private void hand(String route, Message message, Consumption consumer) {
        var tag = ++lastTag;
        var delivered = MessageBuilder.fromClonedMessage(message).build();
        delivered.getMessageProperties().setDeliveryTag(tag);
        consumer.unacknowledged()[0]++;
        deliveries.put(tag, new Delivery(route, message, consumer));
        scheduler.start(consumer.process(), "consumer", () -> {
            try {
                consumer.listener().onMessage(delivered, channel());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Channel channel() {
        return (Channel) Proxy.newProxyInstance(
                Channel.class.getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("basicAck") && arguments != null) {
                        acknowledge((long) arguments[0]);
                        return null;
                    }
                    return unexpected(method);
                });
    }

    private static Object unexpected(Method method) {
        throw new UnsupportedOperationException(method.getName() + " passes no point yet");
    }

    private void acknowledge(long tag) throws IOException {
        if (scheduler.actor("an acknowledgement").note() != null) {
            complaints.accept("a message was acknowledged before its execution had ended");
        }
        var fault = scheduler.point(PointKind.ACK_BEFORE, "acknowledges");
        var delivery = deliveries.remove(tag);
        if (delivery != null) {
            delivery.to().unacknowledged()[0]--;
            if (fault.filter(Fault.ACK_LOST::equals).isPresent()) {
                enqueue(delivery.route(), delivery.message());
                throw new IOException("the connection to the broker was lost (simulated)");
            }
            deliver(delivery.route());
        }
        scheduler.point(PointKind.ACK_AFTER, "acknowledges");
    }
}
