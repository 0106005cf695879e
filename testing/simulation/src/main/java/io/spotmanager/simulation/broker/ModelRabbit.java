package io.spotmanager.simulation.broker;

import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.PointKind;
import io.spotmanager.simulation.engine.Scheduler;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** What a publisher sees of the broker. Each publication passes a point before it is sent and one before it is confirmed. */
public final class ModelRabbit extends RabbitTemplate {
    private final transient Scheduler scheduler;
    private final transient ModelBroker broker;

    public ModelRabbit(Scheduler scheduler, ModelBroker broker) {
        this.scheduler = scheduler;
        this.broker = broker;
    }

    @Override
    public void send(
            @Nullable String exchange, @Nullable String route, Message message, @Nullable CorrelationData correlation) {
        if (route == null || correlation == null) {
            throw new UnsupportedOperationException("only confirmed commands are expected here");
        }
        var confirmed = scheduler
                .point(PointKind.PUBLISH_BEFORE, "publishes a command")
                .filter(Fault.NOT_CONFIRMED::equals)
                .isEmpty();
        if (confirmed) {
            broker.enqueue(route, message);
            confirmed = scheduler
                    .point(PointKind.PUBLISH_AFTER, "publishes a command")
                    .filter(Fault.NOT_CONFIRMED::equals)
                    .isEmpty();
        }
        correlation
                .getFuture()
                .complete(new CorrelationData.Confirm(
                        confirmed, confirmed ? null : "the connection was lost (simulated)"));
    }
}
