package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Keystone and a Nova over TLS, with a private authority that openssl makes for the test. */
class TlsTest {

    @TempDir
    static @Nullable Path folder;

    private @Nullable HttpsServer server;

    @BeforeAll
    static void certificates() throws Exception {
        TestCertificates.in(Objects.requireNonNull(folder));
        Files.writeString(
                file("both.pem"), Files.readString(file("client.pem")) + Files.readString(file("client.key")));
        Files.writeString(file("empty.pem"), "nothing");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void an_authority_of_ones_own_is_trusted_if_it_is_named() throws Exception {
        start(false);

        assertThat(ask(Map.of("OS_CACERT", path("ca.pem")))).isEmpty();
        assertThat(ask(Map.of("REQUESTS_CA_BUNDLE", path("ca.pem")))).isEmpty();
    }

    @Test
    void an_unknown_authority_is_told_with_the_setting_that_names_it() throws Exception {
        start(false);

        assertThat(ask(Map.of())).contains("no trusted connection", "OS_CACERT", "cacert in clouds.yaml");
        assertThat(ask(Map.of("OS_CACERT", path("client.pem")))).contains("no trusted connection", "OS_CACERT");
    }

    @Test
    void without_verification_every_certificate_is_accepted_and_a_warning_says_so() throws Exception {
        start(false);

        assertThat(ask(Map.of("OS_INSECURE", "true"))).isEmpty();
        assertThat(settings(Map.of("OS_INSECURE", "true")).warnings())
                .anyMatch(warning -> warning.contains("OS_INSECURE") && warning.contains("OS_CACERT"));
    }

    @Test
    void a_service_that_wants_a_certificate_of_the_client_gets_it() throws Exception {
        start(true);
        Map<String, String> trusting = Map.of("OS_CACERT", path("ca.pem"));

        assertThat(ask(with(trusting, "OS_CERT", path("client.pem"), "OS_KEY", path("client.key"))))
                .isEmpty();
        assertThat(ask(with(trusting, "OS_CERT", path("both.pem")))).isEmpty();
        assertThat(ask(trusting)).contains("OS_CERT", "OS_KEY");
    }

    @Test
    void files_that_are_no_certificates_are_refused_at_the_start() {
        assertThatThrownBy(() -> settings(Map.of("OS_CACERT", path("empty.pem"), "OS_CERT", path("client.pem"))))
                .hasMessageContainingAll("empty.pem", "OS_CERT", "OS_KEY")
                .hasMessageNotContaining("BEGIN");
        assertThatThrownBy(() -> settings(Map.of("OS_KEY", path("client.key"))))
                .hasMessageContaining("OS_KEY is given without OS_CERT");
    }

    private String ask(Map<String, String> more) {
        return OpenStackCloud.connect(settings(more), Clock.systemUTC())
                .aggregates()
                .problem();
    }

    private OpenStackSettings settings(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "OS_AUTH_URL",
                url() + "/v3",
                "OS_USERNAME",
                "robot",
                "OS_PASSWORD",
                "secret",
                "OS_PROJECT_NAME",
                "admin"));
        variables.putAll(more);
        return OpenStackSettings.from(variables::get);
    }

    private void start(boolean wantsCertificate) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        var context =
                Objects.requireNonNull(new Tls(true, file("ca.pem"), file("server.pem"), file("server.key")).context());
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters with = context.getDefaultSSLParameters();
                with.setNeedClientAuth(wantsCertificate);
                parameters.setSSLParameters(with);
            }
        });
        server.createContext("/", exchange -> {
            boolean token = exchange.getRequestURI().getPath().endsWith("/auth/tokens");
            byte[] body = (token ? """
                            {"token": {"issued_at": "2020-01-01T00:00:00.000000Z", "expires_at": "2020-01-01T01:00:00.000000Z",
                             "catalog": [{"type": "compute", "name": "nova", "endpoints": [
                              {"interface": "public", "region": "R1", "url": "%s/v2.1"}]}]}}""".formatted(url()) : "{\"aggregates\": []}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Subject-Token", "t");
            try (exchange) {
                exchange.sendResponseHeaders(token ? 201 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    private String url() {
        return "https://127.0.0.1:" + (server == null ? 9 : server.getAddress().getPort());
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new TreeMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static String path(String name) {
        return file(name).toString();
    }

    private static Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }
}
