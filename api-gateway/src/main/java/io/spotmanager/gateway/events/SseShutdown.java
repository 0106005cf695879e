package io.spotmanager.gateway.events;

import org.springframework.context.SmartLifecycle;

/** Ends all event connections before the web server waits for running requests. */
final class SseShutdown implements SmartLifecycle {
    private final EventBroadcaster hub;
    private volatile boolean running;

    SseShutdown(EventBroadcaster hub) {
        this.hub = hub;
    }

    @Override
    public void start() {
        hub.open();
        running = true;
    }

    @Override
    public void stop() {
        hub.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
