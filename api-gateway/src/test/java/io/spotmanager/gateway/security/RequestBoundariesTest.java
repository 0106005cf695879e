package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** Where one request ends and the next begins is never in doubt: a proxy in front may read a contradiction the other way. */
@GatewayTest
class RequestBoundariesTest {
    private final Gateway gateway;
    private final int port;

    RequestBoundariesTest(Gateway gateway, @Value("${local.server.port}") int port) {
        this.gateway = gateway;
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 4",
                "Content-Length: 4\nContent-Length: 60",
                "Content-Length: 4, 60",
                "Content-Length: +4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding : chunked"
            })
    void a_second_request_inside_the_first_is_not_answered(String headers) throws IOException {
        var smuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

        var answers =
                send("""
                POST /api/preview-migration HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: application/json
                %s

                """.formatted(Person.VIEWER.basic(), headers).replace("\n", "\r\n") + "0\r\n\r\n" + smuggled);

        assertThat(answers.split("HTTP/1.1 ", -1).length - 1).as(answers).isEqualTo(1);
        assertThat(answers).contains("Connection: close").doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "nonsense"})
    void a_transfer_encoding_that_is_not_supported_is_the_senders_mistake(String coding) throws IOException {
        var answer = send("""
                POST /api/preview-migration HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: application/json
                Transfer-Encoding: %s

                """.formatted(Person.VIEWER.basic(), coding).replace("\n", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("Transfer-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/gpu-types", "/api/execute-migration", "/api/clear-log"})
    void a_question_for_the_methods_of_a_path_is_no_lack_of_a_role(String path) {
        var answer = gateway.viewer().send("OPTIONS", path, "").isProblem(405, "method-not-allowed");

        assertThat(answer.header("Allow")).containsAnyOf("GET", "POST");
    }

    @Test
    void two_requests_of_one_connection_are_two() throws IOException {
        var one = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

        assertThat(send(one + one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                        .split("HTTP/1.1 200", -1))
                .hasSize(3);
        gateway.anonymous().get("/health").is(200);
    }

    private String send(String requests) throws IOException {
        var address = URI.create("http://127.0.0.1:" + port);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
