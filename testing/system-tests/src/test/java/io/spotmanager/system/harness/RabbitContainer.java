package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** RabbitMQ of the release that production runs, in a container. */
public final class RabbitContainer implements BreakableBroker {
    public static final String IMAGE = "rabbitmq:4-management";

    private final RabbitMQContainer container;

    private RabbitContainer(RabbitMQContainer container) {
        this.container = container;
    }

    /** Returns true if a Docker engine has the image; tests do not download it. */
    public static boolean possible() {
        return DockerEngine.has(IMAGE);
    }

    public static RabbitContainer start() {
        var container = new RabbitMQContainer(IMAGE);
        container.start();
        return new RabbitContainer(container);
    }

    /** Restarts within the container, because a restarted container gets another port. */
    @Override
    public void restart() {
        control("stop_app");
        control("start_app");
    }

    @Override
    public void loseEverything() {
        control("stop_app");
        control("reset");
        control("start_app");
    }

    private void control(String command) {
        try {
            var result = container.execInContainer("rabbitmqctl", command);
            assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return container.getAmqpPort();
    }

    @Override
    public String user() {
        return container.getAdminUsername();
    }

    @Override
    public String password() {
        return container.getAdminPassword();
    }

    @Override
    public void close() {
        container.stop();
    }
}
