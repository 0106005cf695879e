package io.spotmanager.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.spotmanager.cli.text.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with an authority of one's own, a path before the API, a proxy, and an address that sends on to another. */
@Timeout(60)
class NetworkTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Login LOGIN = new Login("Bearer spot_x", "the test", null);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<String> asked = new ArrayList<>();

    private <T extends HttpServer> T serving(T server) {
        server.createContext("/", exchange -> {
            synchronized (asked) {
                asked.add(exchange.getRequestURI().toString());
            }
            var isMoved = exchange.getRequestURI().getPath().startsWith("/moved");
            if (isMoved) {
                exchange.getResponseHeaders().add("Location", "https://elsewhere.example.org/");
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isMoved ? 302 : 200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Gateway gateway(String address, @Nullable Path ca, Map<String, String> environment) {
        return new Gateway(
                new Connection(URI.create(address), ca, LOGIN, Duration.ofSeconds(5)),
                environment::get,
                _ -> {},
                "test");
    }

    @Test
    void an_authority_of_ones_own_is_trusted_when_it_is_named_and_not_before(@TempDir Path folder) throws Exception {
        var store = folder.resolve("server.p12");
        keytool(
                "-genkeypair -alias s -keyalg EC -dname CN=localhost -ext SAN=dns:localhost -validity 2 -storetype PKCS12 -storepass changeit -keystore "
                        + store);
        var pem = folder.resolve("ca.pem");
        keytool("-exportcert -rfc -alias s -storepass changeit -keystore %s -file %s".formatted(store, pem));
        var server = HttpsServer.create(ANY, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        serving(server);
        var address = "https://localhost:" + server.getAddress().getPort();

        try (var trusting = gateway(address, pem, Map.of());
                var usual = gateway(address, null, Map.of())) {
            assertThat(trusting.get("/api/me").status()).isEqualTo(200);
            assertThatThrownBy(() -> usual.get("/api/me"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("--ca-file");
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String arguments) throws Exception {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments.split(" ")));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void a_ca_file_without_a_certificate_is_named(@TempDir Path folder) throws IOException {
        var empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> gateway("https://localhost", empty, Map.of())).hasMessageContaining(empty.toString());
    }

    @Test
    void a_path_of_a_proxy_comes_before_the_api() throws IOException {
        var server = serving(HttpServer.create(ANY, 0));
        try (var gateway =
                gateway("http://127.0.0.1:%d/spot".formatted(server.getAddress().getPort()), null, Map.of())) {
            gateway.get("/api/me");
        } finally {
            server.stop(0);
        }
        assertThat(asked).containsExactly("/spot/api/me");
    }

    @Test
    void a_proxy_of_the_environment_is_used_but_for_what_is_left_out() throws IOException {
        var proxy = serving(HttpServer.create(ANY, 0));
        var variables =
                Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.getAddress().getPort(), "NO_PROXY", "left.invalid");
        try (var by = gateway("http://spot.invalid", null, variables);
                var direct = gateway("http://a.left.invalid", null, variables)) {
            assertThat(by.get("/api/me").status()).isEqualTo(200);
            assertThatThrownBy(() -> direct.get("/api/me", Patience.NONE)).isInstanceOf(CommandFailure.class);
        } finally {
            proxy.stop(0);
        }
        assertThat(asked).containsExactly("http://spot.invalid/api/me");
    }

    @Test
    void the_log_in_is_not_sent_on_to_another_address() throws IOException {
        var server = serving(HttpServer.create(ANY, 0));
        try (var gateway = gateway(
                "http://127.0.0.1:%d/moved".formatted(server.getAddress().getPort()), null, Map.of())) {
            assertThatThrownBy(() -> gateway.get("/api/me"))
                    .hasMessageContaining("sends the request on to https://elsewhere.example.org/");
        } finally {
            server.stop(0);
        }
    }
}
