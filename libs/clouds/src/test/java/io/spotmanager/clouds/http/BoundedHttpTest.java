package io.spotmanager.clouds.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spotmanager.domain.call.SendGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;

/** What became of a request is decided by the place where it ended. */
@Timeout(60)
class BoundedHttpTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private final BoundedHttp http = BoundedHttp.over(new ConnectionSettings(Duration.ofSeconds(2)));

    BoundedHttpTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    connections.add(server.accept());
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void the_guard_is_asked_when_the_connection_stands_and_then_nothing_is_sent() throws Exception {
        var asked = new LinkedBlockingQueue<Socket>();

        var failure = catchThrowableOfType(
                HttpFailure.NotPermitted.class,
                () -> SendGuard.whileAllowed(() -> !asked.add(connection()), () -> http.success(get(), LIMIT, "")));

        assertThat(failure).isNotNull();
        assertThat(received(asked.remove())).isEmpty();
    }

    @Test
    void a_request_carries_our_name_and_offers_no_compression_and_no_upgrade() throws Exception {
        var request = answering(OK);

        http.success(get(), LIMIT, "");

        var head = request.take();
        assertThat(head)
                .containsPattern("(?i)User-Agent: spot-manager/[0-9]")
                .containsIgnoringCase("Accept-Encoding: identity")
                .doesNotContainIgnoringCase("Upgrade")
                .doesNotContainIgnoringCase("Java-http-client")
                .doesNotContainIgnoringCase("Apache");
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");

        var failure = catchThrowableOfType(HttpFailure.ErrorResponse.class, () -> http.success(get(), LIMIT, ""));

        assertThat(failure.status()).isEqualTo(302);
    }

    @Test
    void a_connection_that_ends_before_the_answer_may_have_carried_the_request_there() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        var failure = catchThrowableOfType(HttpFailure.NoResponse.class, () -> http.success(get(), LIMIT, ""));

        assertThat(failure.timedOut()).isFalse();
    }

    @Test
    void without_a_listener_nothing_was_sent() throws Exception {
        int port;
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
        }
        var request = RequestEntity.method(HttpMethod.GET, URI.create("http://127.0.0.1:" + port + "/"))
                .build();

        assertThat(catchThrowableOfType(HttpFailure.ConnectionFailed.class, () -> http.success(request, LIMIT, ""))
                        .text())
                .contains("no connection to 127.0.0.1:" + port);
    }

    @Test
    void a_name_that_does_not_resolve_was_sent_nothing() {
        var request = RequestEntity.method(HttpMethod.GET, URI.create("http://no-such-host.invalid/"))
                .build();

        assertThat(catchThrowableOfType(HttpFailure.ConnectionFailed.class, () -> http.success(request, LIMIT, "")))
                .isNotNull();
    }

    @Test
    void a_change_is_not_sent_on_a_connection_that_the_server_has_closed() throws Exception {
        var change = RequestEntity.method(
                        HttpMethod.POST, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x"))
                .build();
        answering(OK);
        http.success(change, LIMIT, "");
        // The server closes it after its answer.
        answering(OK);

        assertThat(http.success(change, LIMIT, "").status()).isEqualTo(200);
    }

    @Test
    void an_interrupt_ends_the_wait_of_a_virtual_thread() throws Exception {
        var sent = new CountDownLatch(1);
        var outcome = new LinkedBlockingQueue<HttpFailure>();
        Thread.ofVirtual().start(() -> {
            connection();
            sent.countDown();
        });
        var caller = Thread.ofVirtual()
                .start(() -> outcome.add(catchThrowableOfType(
                        HttpFailure.class, () -> http.success(get(), Duration.ofSeconds(50), ""))));
        sent.await();
        caller.interrupt();

        assertThat(List.of(
                        HttpFailure.NoResponse.class,
                        HttpFailure.NotPermitted.class,
                        HttpFailure.ConnectionFailed.class))
                .contains(outcome.poll(20, TimeUnit.SECONDS).getClass());
    }

    /** The connection may end with a reset, and no byte came before. */
    private static byte[] received(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            return new byte[0];
        }
    }

    private RequestEntity<Void> get() {
        return RequestEntity.method(HttpMethod.GET, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x"))
                .build();
    }

    private Socket connection() {
        try {
            return java.util.Objects.requireNonNull(connections.poll(20, TimeUnit.SECONDS), "no connection");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the next connection and closes it. Returns a queue that gets the head of the request. */
    private BlockingQueue<String> answering(String answer) {
        var heads = new LinkedBlockingQueue<String>();
        Thread.ofVirtual().start(() -> {
            try (var socket = connection()) {
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) socket.getInputStream().read());
                }
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
                heads.add(head.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return heads;
    }
}
