package io.spotmanager.clouds.openstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keystone, Nova, Neutron and placement for every case of {@link LogInCase} at once, each case below its own path. The
 * version documents are those of Zed: keystone 22, nova 26, placement 8.
 */
final class LogInServices implements AutoCloseable {

    record Seen(String method, String path, String body, String token, String microversion) {}

    private final Map<String, LogInCase> cases = new ConcurrentHashMap<>();
    private final Map<String, List<Seen>> seen = new ConcurrentHashMap<>();
    private final HttpServer server;

    LogInServices(List<LogInCase> cases) {
        cases.forEach(each -> this.cases.put(each.id(), each));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url(LogInCase of) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + of.id();
    }

    /** Returns the requests of a case and forgets them. */
    List<Seen> requests(LogInCase of) {
        List<Seen> requests = seen.remove(of.id());
        return requests == null ? List.of() : List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String whole = exchange.getRequestURI().getPath();
        String id = whole.split("/", -1)[1];
        String path = whole.substring(id.length() + 1);
        LogInCase of = cases.get(id);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String microversion = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
        seen.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>())
                .add(new Seen(
                        exchange.getRequestMethod(),
                        path,
                        body,
                        text(exchange.getRequestHeaders().getFirst("X-Auth-Token")),
                        text(microversion)));
        Answer answer = of == null ? new Answer(404, "{}") : answer(of, url(of), path);
        if (microversion != null && !path.matches("/compute[^/]*/v2(/.*)?")) {
            exchange.getResponseHeaders().set("OpenStack-API-Version", microversion);
        }
        if (path.endsWith("/auth/tokens")) {
            exchange.getResponseHeaders().set("X-Subject-Token", "token-of-" + id);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Answer(int status, String body) {}

    private static Answer answer(LogInCase of, String url, String path) {
        String end = path.substring(path.lastIndexOf('/') + 1);
        return switch (end) {
            case "tokens" -> new Answer(201, token(of, url));
            case "os-aggregates" -> new Answer(200, "{\"aggregates\": []}");
            case "detail" -> new Answer(200, "{\"servers\": []}");
            case "resource_providers" -> new Answer(200, "{\"resource_providers\": []}");
            case "networks" -> new Answer(200, "{\"networks\": []}");
            default -> versions(of, url, path.replaceAll("/+$", ""));
        };
    }

    private static Answer versions(LogInCase of, String url, String path) {
        String at = of.nova().equals("far") ? "http://elsewhere.example" : url;
        if (path.matches("/compute[^/]*")) {
            return of.nova().equals("silent")
                    ? new Answer(404, "{}")
                    : new Answer(
                            200,
                            "{\"versions\": [" + compute("v2.0", "", at + path + "/v2/")
                                    + (of.nova().equals("old")
                                            ? ""
                                            : "," + compute("v2.1", "2.93", at + path + "/v2.1/"))
                                    + "]}");
        }
        if (path.matches("/compute[^/]*/v2.1")) {
            return new Answer(200, "{\"version\": " + compute("v2.1", "2.93", at + path + "/") + "}");
        }
        if (path.matches("/compute[^/]*/v2") && !of.nova().equals("silent")) {
            return new Answer(200, "{\"version\": " + compute("v2.0", "", at + path + "/") + "}");
        }
        if (path.matches("/placement[^/]*")) {
            return new Answer(
                    200,
                    "{\"versions\": [{\"id\": \"v1.0\", \"max_version\": \"1.39\", \"min_version\": \"1.0\","
                            + " \"status\": \"CURRENT\", \"links\": [{\"rel\": \"self\", \"href\": \"\"}]}]}");
        }
        return switch (path) {
            case "/identity/v3" -> new Answer(200, "{\"version\": " + identity(url + "/identity/v3/") + "}");
            case "/identity" -> roots(300, url + "/identity/v3/");
            case "/identity-far" -> roots(200, "http://elsewhere.example/v3/");
            case "/moved" -> roots(200, url + "/identity/v3/");
            default -> new Answer(404, "{}");
        };
    }

    private static Answer roots(int status, String link) {
        return new Answer(status, "{\"versions\": {\"values\": [" + identity(link) + "]}}");
    }

    private static String identity(String link) {
        return "{\"id\": \"v3.14\", \"status\": \"stable\", \"links\": [{\"rel\": \"self\", \"href\": \"%s\"}]}"
                .formatted(link);
    }

    private static String compute(String id, String newest, String link) {
        return """
                {"id": "%s", "status": "%s", "version": "%s", "min_version": "%s",
                 "links": [{"rel": "self", "href": "%s"}]}""".formatted(
                        id, newest.isEmpty() ? "SUPPORTED" : "CURRENT", newest, newest.isEmpty() ? "" : "2.1", link);
    }

    private static String token(LogInCase of, String url) {
        List<String> services = new ArrayList<>();
        services.add(service("compute_legacy", "nova_legacy", url + "/compute-legacy-", "/v2.1"));
        services.add(service("compute", "nova", url + "/compute-", of.compute()));
        services.add(service("compute", "nova2", url + "/compute-second-", of.compute()));
        services.add(service("network", "neutron", url + "/network-", of.network()));
        services.add(service("placement", "placement", url + "/placement-", ""));
        services.add(service("identity", "keystone", url + "/identity?", ""));
        return """
                {"token": {"methods": ["password"], "issued_at": "2020-01-01T00:00:00.000000Z",
                 "expires_at": "2099-01-01T01:00:00.000000Z", "user": {"id": "u-1", "name": "robot",
                 "domain": {"id": "default", "name": "Default"}}, "project": {"id": "p-1", "name": "admin",
                 "domain": {"id": "default", "name": "Default"}}, "roles": [], "catalog": [%s]}}""".formatted(String.join(",", services));
    }

    private static String service(String type, String name, String url, String tail) {
        return "{\"type\": \"%s\", \"name\": \"%s\", \"id\": \"%s\", \"endpoints\": [%s]}"
                .formatted(
                        type,
                        name,
                        name,
                        Stream.of("R1", "R2")
                                .flatMap(region -> Stream.of("public", "internal", "admin")
                                        .map(facing -> """
                                                {"id": "e", "interface": "%s", "region": "%s", "region_id": "%s", "url": "%s"}""".formatted(
                                                        facing,
                                                        region,
                                                        region,
                                                        url.endsWith("?")
                                                                ? url.substring(0, url.length() - 1)
                                                                : url + region + "-" + facing + tail)))
                                .collect(Collectors.joining(",")));
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
