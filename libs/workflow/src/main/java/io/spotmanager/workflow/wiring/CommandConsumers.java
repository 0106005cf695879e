package io.spotmanager.workflow.wiring;

import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

/** The consumers of this process, one for the queue of each workflow. They start and stop together. */
record CommandConsumers(List<SimpleMessageListenerContainer> containers) implements SmartLifecycle {
    @Override
    public void start() {
        containers.forEach(Lifecycle::start);
    }

    /** Blocks until every consumer has stopped. */
    @Override
    public void stop() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            containers.forEach(container -> threads.execute(container::stop));
        }
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(Lifecycle::isRunning);
    }
}
