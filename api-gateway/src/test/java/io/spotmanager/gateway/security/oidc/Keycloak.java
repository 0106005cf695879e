package io.spotmanager.gateway.security.oidc;

import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;

/** A Keycloak of this test alone, with the realm {@code gpu} of {@code keycloak/realm.json}, in a process of its own. */
final class Keycloak implements AutoCloseable {
    /** For {@link EnabledIf}: where it is unpacked, if the build was told to fetch it. */
    static final String IS_HERE = "io.spotmanager.gateway.security.oidc.Keycloak#isHere";

    private static final String HOME = "spot.keycloak";
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Pattern LOGIN_FORM = Pattern.compile("action=\"([^\"]+)\"");

    private final Process process;
    private final String address;
    private final String realm;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, int port) {
        this.process = process;
        this.address = "http://127.0.0.1:" + port;
        this.realm = realm(port);
    }

    static boolean isHere() {
        return Files.isExecutable(home().resolve("bin/kc.sh"));
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, "none"));
    }

    /** A port that nothing listens on. */
    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address that the realm has as an issuer. */
    static String realm(int port) {
        return "http://127.0.0.1:%d/realms/gpu".formatted(port);
    }

    /** @param gateway to which it sends browsers back, and tells log-outs */
    static Keycloak start(int port, String gateway) {
        try {
            var home = home();
            var imports = Files.createDirectories(home.resolve("data/import"));
            try (var realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
                Files.writeString(
                        imports.resolve("gpu-realm.json"),
                        new String(realm.readAllBytes(), StandardCharsets.UTF_8).replace("GATEWAY", gateway));
            }
            var builder = new ProcessBuilder(
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--db=dev-mem",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--import-realm")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("out.log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "JAVA_HOME", System.getProperty("java.home"),
                            "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                            "JAVA_OPTS_APPEND", "-Dnet.bytebuddy.experimental=true",
                            "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                            "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin"));
            var keycloak = new Keycloak(builder.start(), port);
            keycloak.awaitReady();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await("Keycloak answers")
                .atMost(LONGEST_START)
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || send(HttpRequest.newBuilder(URI.create(realm + "/.well-known/openid-configuration")))
                                        .statusCode()
                                == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended: see " + home().resolve("out.log"));
        }
    }

    /** Somebody logs in with the form of Keycloak. @return where it sends the browser back to */
    URI visits(URI begun, String user) {
        var page = send(HttpRequest.newBuilder(begun));
        var form = LOGIN_FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form in " + page.body());
        }
        var answer =
                send(form(URI.create(form.group(1).replace("&amp;", "&")), Map.of("username", user, "password", user))
                        .header("Cookie", cookies(page)));
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("%s was not let in: %s".formatted(user, answer.body()))));
    }

    /** They are for TLS or this machine; a browser knows that, Java's cookie manager does not. */
    private static String cookies(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
    }

    /** Ends all sessions of somebody, as its admin does. */
    void logsOut(String user) {
        var id = Json.MAPPER
                .readTree(asAdmin("GET", "/users?exact=true&username=" + user).body())
                .path(0)
                .path("id")
                .asString();
        asAdmin("POST", "/users/%s/logout".formatted(id));
    }

    /** An access token of a service. */
    String tokenOf(String client) {
        var answer = send(form(
                URI.create(realm + "/protocol/openid-connect/token"),
                Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", client)));
        return Json.MAPPER.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> asAdmin(String method, String path) {
        var token = Json.MAPPER
                .readTree(send(form(
                                URI.create(address + "/realms/master/protocol/openid-connect/token"),
                                Map.of(
                                        "grant_type", "password",
                                        "client_id", "admin-cli",
                                        "username", "admin",
                                        "password", "admin")))
                        .body())
                .path("access_token")
                .asString();
        return send(HttpRequest.newBuilder(URI.create(address + "/admin/realms/gpu" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder form(URI address, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The script has a child that is the server. */
    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
