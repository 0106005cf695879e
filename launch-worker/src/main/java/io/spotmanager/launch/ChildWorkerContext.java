package io.spotmanager.launch;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Runs one more workflow in the same process: a worker's context runs one, so it gets a context below the first. */
final class ChildWorkerContext implements SmartLifecycle {
    private final ApplicationContext first;
    private final Class<?> configuration;
    private @Nullable AnnotationConfigApplicationContext second;

    ChildWorkerContext(ApplicationContext first, Class<?> configuration) {
        this.first = first;
        this.configuration = configuration;
    }

    @Override
    public synchronized void start() {
        var context = new AnnotationConfigApplicationContext();
        context.setParent(first);
        context.register(configuration);
        context.refresh();
        second = context;
    }

    @Override
    public synchronized void stop() {
        if (second != null) {
            second.close();
            second = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return second != null;
    }
}
