package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.security.EndpointsAndRolesTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint speaks JSON, or the one type that the description names for it; no header makes it fail. */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class MediaTypesTest {
    private static final String JSON = "application/json";

    /** The only endpoints that answer with something else, as docs/openapi.json names them. */
    private static final Map<String, String> OTHER_ANSWERS = Map.of(
            "/api/operations.csv", "text/csv",
            "/api/events", "text/event-stream",
            "/api/audit/export", "application/x-ndjson",
            "/api/security-log/export", "application/x-ndjson");

    /** None of them is a type that any endpoint of the API answers with. */
    private static final List<String> UNWANTED =
            """
            application/yaml
            application/x-yaml
            text/yaml
            application/xml
            text/xml
            application/cbor
            application/x-jackson-smile
            application/x-www-form-urlencoded
            multipart/form-data
            multipart/form-data; boundary=x
            text/plain
            text/html
            image/png
            application/octet-stream
            application/javascript
            application/*+json
            application/*+xml
            application/vnd.api+json
            application/json; charset=utf-16
            application/json; charset=no-such-charset
            application/json; charset=
            */*; charset=utf-16
            application/json; charset="utf-8
            application/json; q=0
            application/json; q=2
            application/json; q=x
            */*; q=0
            json
            application/
            /json
            ;;
            ;q=1
            ,,;
            */json
            application/json/yaml
            application json
            text/plain; q=0.5, application/yaml
            %s""".formatted("x/" + "y".repeat(4_000)).lines().toList();

    /** What those send who do not care, or who care for several types. */
    private static final List<String> OPEN = List.of(
            "*/*",
            "",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
            "application/yaml, */*; q=0.1",
            "json, */*");

    private static final List<String> JSON_WANTED = List.of(
            "application/json",
            "APPLICATION/JSON",
            "application/json, text/plain, */*",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
            "application/*",
            "application/json; q=0.001",
            "application/yaml, application/json; q=0.5",
            "application/xml;q=0.9, application/*;q=0.1");

    /** Beside those that are refused as answers, since a request says what it is and not what it might be. */
    private static final List<String> NO_TYPES =
            List.of("*/*", "application/*", "", "application/json, application/yaml");

    private static final List<String> ODD_HEADERS = """
            Accept-Charset: no-such-charset
            Accept-Charset: ;;
            Accept-Encoding: ;;
            Accept-Encoding: gzip;q=x
            Accept-Encoding: identity;q=0, *;q=0
            Accept-Language: ;;
            Accept-Language: -
            Content-Language: ;;
            Authorization: Basic %%%
            Authorization: Basic
            Authorization: Bearer
            Authorization: Digest username="x"
            Cookie: ;;=;
            Cookie: spot_session=%%%
            Cookie: XSRF-TOKEN="
            If-None-Match: x
            If-Match: ;;
            If-Modified-Since: x
            If-Unmodified-Since: x
            If-Range: x
            Range: bytes=x
            Range: bytes=9-1
            Range: x=0-1
            Forwarded: for=;;
            X-Forwarded-For: x
            X-Forwarded-Proto: x
            X-Forwarded-Host: :::
            X-HTTP-Method-Override: DELETE
            X-CSRF-TOKEN: %%%
            Last-Event-ID: x
            Origin: x
            Sec-Fetch-Site: x
            Idempotency-Key: ,
            Te: x""".lines().toList();

    private final Gateway gateway;

    MediaTypesTest(Gateway gateway) {
        this.gateway = gateway;
    }

    record Endpoint(String method, String path) {
        boolean isApi() {
            return path.startsWith("/api/") || path.startsWith("/health");
        }

        boolean isCommand() {
            return !method.equals("GET");
        }

        boolean takesBody() {
            return EndpointsAndRolesTest.takesBody(path);
        }

        String answers() {
            return OTHER_ANSWERS.getOrDefault(path, JSON);
        }

        String address(UUID operation) {
            return path.replace("{id}", operation.toString())
                    .replace("{action}", "retry")
                    .replace("/**", "/liveness")
                    .replaceAll("\\{\\w+}", "L40");
        }
    }

    private List<Endpoint> endpoints() {
        var all = gateway.parts(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(name ->
                        gateway
                                .part(name, RequestMappingInfoHandlerMapping.class)
                                .getHandlerMethods()
                                .keySet()
                                .stream())
                .flatMap(MediaTypesTest::of)
                .distinct()
                .toList();
        assertThat(all).hasSizeGreaterThan(30).contains(new Endpoint("GET", "/api/me"));
        return all;
    }

    private static Stream<Endpoint> of(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path -> (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                        .map(method -> new Endpoint(method.name(), path)));
    }

    private Stream<Endpoint> api() {
        return endpoints().stream().filter(Endpoint::isApi);
    }

    private Reply send(Caller caller, Endpoint endpoint, UUID operation, String body) {
        var address = endpoint.address(operation);
        if (!endpoint.isCommand()) {
            return endpoint.path().equals("/api/events") ? caller.beginning(address) : caller.get(address);
        }
        return caller.send(endpoint.method(), address, body);
    }

    /** Of a tidy service no header makes a stack trace. */
    @AfterEach
    void no_stack_trace_was_logged(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("\tat org.springframework").doesNotContain("\tat io.spotmanager");
    }

    @Test
    void what_nobody_answers_with_is_not_acceptable() {
        var move = gateway.acceptedMoveOf("H1");
        var wrong = new ArrayList<String>();

        api().forEach(endpoint -> UNWANTED.forEach(type -> {
            var caller = gateway.admin().with("Content-Type", JSON).with("Accept", type);
            var reply = send(caller, endpoint, move, endpoint.isCommand() ? "{}" : "");
            check(reply, 406, "not-acceptable", endpoint + " for " + type, wrong);
        }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void json_is_not_acceptable_to_those_who_want_it_from_what_answers_with_something_else() {
        OTHER_ANSWERS.forEach((path, type) -> {
            gateway.admin().with("Accept", JSON).beginning(path).is(406);
            gateway.admin().with("Accept", type).beginning(path).is(200);
            assertThat(gateway.admin().beginning(path).is(200).header("Content-Type"))
                    .startsWith(type);
        });
    }

    /** Only the type matters here, so the limits of calls to the clouds may refuse. */
    @Test
    void every_endpoint_answers_those_who_take_what_it_has() {
        var move = gateway.acceptedMoveOf("H1");
        var wrong = new ArrayList<String>();

        api().filter(endpoint -> !endpoint.isCommand())
                .forEach(endpoint -> Stream.concat(
                                OPEN.stream(), endpoint.answers().equals(JSON) ? JSON_WANTED.stream() : Stream.of())
                        .forEach(type -> {
                            var reply = send(gateway.admin().with("Accept", type), endpoint, move, "");
                            var got = reply.header("Content-Type");
                            if (reply.status() == 406
                                    || reply.status() == 500
                                    || !(got.startsWith(endpoint.answers())
                                            || got.startsWith("application/problem+json"))) {
                                wrong.add("%s for %s: %d %s".formatted(endpoint, type, reply.status(), got));
                            }
                        }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_body_that_is_not_json_is_not_read() {
        var move = gateway.acceptedMoveOf("H1");
        var wrong = new ArrayList<String>();

        api().filter(Endpoint::isCommand)
                .forEach(endpoint -> Stream.concat(UNWANTED.stream(), NO_TYPES.stream())
                        .filter(type -> !type.endsWith("q=0") && !type.contains("q="))
                        .forEach(type -> check(
                                send(gateway.admin().with("Content-Type", type), endpoint, move, "{}"),
                                415,
                                "unsupported-media-type",
                                endpoint + " with " + type,
                                wrong)));

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_refusal_is_a_problem_also_for_those_who_exclude_it() {
        gateway.admin()
                .with("Accept", "application/json, application/problem+json;q=0")
                .get("/api/operations/" + new UUID(0, 0))
                .isProblem(404, "not-found");
        gateway.admin()
                .with("Accept", "application/json, application/problem+json;q=0")
                .post("/api/execute-migration", "{}")
                .isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "x", "gzip, identity", ";;"})
    void a_body_that_would_have_to_be_unpacked_is_not_read(String coding) {
        var move = gateway.acceptedMoveOf("H1");

        api().filter(Endpoint::isCommand).forEach(endpoint -> {
            var caller = gateway.admin().with("Content-Type", JSON).with("Content-Encoding", coding);
            var reply = send(caller, endpoint, move, "{}").isProblem(415, "unsupported-media-type");
            assertThat(reply.header("Accept-Encoding")).isEqualTo("identity");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=utf-8", "Application/JSON; Charset=\"UTF-8\""})
    void json_is_read_however_it_is_written(String type) {
        gateway.operator()
                .with("Content-Type", type)
                .with("Content-Encoding", "identity")
                .send("POST", "/api/execute-migration", Gateway.moveOf("H1"))
                .is(202);
    }

    @Test
    void what_needs_no_body_is_done_without_one_whatever_type_a_client_adds() {
        gateway.operator().send("POST", "/api/refresh", "").is(202);
        gateway.operator()
                .with("Content-Type", "application/x-www-form-urlencoded") // curl -d ''
                .send("POST", "/api/refresh", "")
                .is(202);
    }

    @Test
    void a_body_without_a_type_is_not_read() {
        gateway.operator()
                .send("POST", "/api/execute-migration", Gateway.moveOf("H1"))
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void no_header_makes_an_endpoint_fail() {
        var move = gateway.acceptedMoveOf("H1");
        var wrong = new ArrayList<String>();

        Stream.concat(
                        endpoints().stream(),
                        Stream.of("/", "/login", "/assets/app/main.js", "/operations/x", "/no-such-page")
                                .map(page -> new Endpoint("GET", page)))
                .forEach(endpoint -> ODD_HEADERS.forEach(header -> {
                    var odd = header.split(": ?", 2);
                    var caller = gateway.admin().with("Content-Type", JSON).with(odd[0], odd[1]);
                    var reply = send(caller, endpoint, move, endpoint.isCommand() ? "{}" : "");
                    if (reply.status() == 500
                            || reply.status() >= 400 && reply.text().contains("Exception")) {
                        wrong.add("%s with %s: %d".formatted(endpoint, header, reply.status()));
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void pages_files_and_what_watches_the_service_answer_their_types_or_a_problem() {
        var wrong = new ArrayList<String>();
        var paths = Stream.concat(
                endpoints().stream()
                        .filter(endpoint -> endpoint.path().startsWith("/actuator"))
                        .map(endpoint -> endpoint.address(new UUID(0, 0))),
                Stream.of(
                        "/",
                        "/login",
                        "/index.html",
                        "/board/L40",
                        "/operations/x",
                        "/docs",
                        "/assets/app/main.js",
                        "/assets/css/tokens.css",
                        "/assets/icon.svg"));

        paths.distinct()
                .forEach(path -> UNWANTED.stream()
                        .filter(type -> !type.startsWith("text/") && !type.equals("application/octet-stream"))
                        .filter(type -> !(path.startsWith("/actuator")
                                && type.equals("application/*+json"))) // it has such a type
                        .forEach(type -> check(
                                gateway.admin().with("Accept", type).get(path),
                                406,
                                "not-acceptable",
                                path + " for " + type,
                                wrong)));

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /                                           | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html
            /                                           | text/html                | text/html
            /login                                      | text/html                | text/html
            /login                                      | */*                      | text/html
            /board/L40                                  | */*                      | text/html
            /operations/x                               | text/html                | text/html
            /assets/app/main.js                         | */*                      | text/javascript
            /assets/css/tokens.css                      | text/css,*/*;q=0.1       | text/css
            /webjars/bootstrap/5.3.8/css/bootstrap.min.css | text/css,*/*;q=0.1    | text/css
            /assets/icon.svg                            | image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8 | image/svg+xml
            /actuator/health/liveness                   | application/json         | application/
            /actuator/health/liveness                   | */*                      | application/
            /actuator/prometheus                        | */*                      | text/plain
            /actuator/prometheus                        | text/plain               | text/plain
            /actuator/prometheus                        | application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1 | application/openmetrics-text
            /api/openapi.json                           | application/json         | application/json
            /api/openapi.json                           | */*                      | application/json
            """)
    void whoever_came_before_is_answered_as_before(String path, String wanted, String type) {
        var reply = gateway.admin().with("Accept", wanted).get(path).is(200);

        assertThat(reply.header("Content-Type")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/yaml",
                "multipart/form-data; boundary=x",
                "text/plain",
                "*/*",
                ";;",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/x-www-form-urlencoded; charset=no-such"
            })
    void the_login_page_reads_forms_alone(String type) {
        for (var path : List.of("/login")) {
            gateway.browser()
                    .withoutToken()
                    .with("Content-Type", type)
                    .send("POST", path, "username=admin&password=wrong")
                    .isProblem(415, "unsupported-media-type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH"})
    void there_is_nothing_at_the_address_of_errors(String method) {
        for (var type : List.of("*/*", "text/html", "application/yaml", ";;")) {
            gateway.admin()
                    .with("Accept", type)
                    .with("Content-Type", JSON)
                    .send(method, "/error", "")
                    .isProblem(404, "not-found");
        }
        gateway.anonymous().get("/error").isProblem(404, "not-found");
    }

    @Test
    void a_method_that_an_address_does_not_take_is_refused_whatever_is_wanted() {
        var move = gateway.acceptedMoveOf("H1");
        var wrong = new ArrayList<String>();

        var taken = endpoints();
        taken.stream()
                .map(Endpoint::path)
                .distinct()
                .filter(path -> !path.equals("/error"))
                .forEach(path -> {
                    var address = new Endpoint("GET", path).address(move);
                    for (var method : List.of("PUT", "PATCH", "TRACE", "NONSENSE")) {
                        if (taken.contains(new Endpoint(method, path))) {
                            continue;
                        }
                        for (var type : List.of("*/*", "application/yaml", ";;", "text/html")) {
                            var caller =
                                    gateway.admin().with("Content-Type", JSON).with("Accept", type);
                            var reply = caller.send(method, address, "");
                            if (!List.of(400, 404, 405).contains(reply.status())
                                    || !reply.header("Content-Type").startsWith("application/problem+json")) {
                                wrong.add("%s %s for %s: %d %s"
                                        .formatted(method, address, type, reply.status(), reply.text()));
                            }
                        }
                    }
                    var head =
                            gateway.admin().with("Accept", "application/yaml").send("HEAD", address, "");
                    if (!List.of(405, 406).contains(head.status())) {
                        wrong.add("HEAD %s: %d".formatted(address, head.status()));
                    }
                });

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /api/me?a=[b HTTP/1.1 x",
                "GET /api/\\me",
                "GET /api/%zz",
                "G@T /api/me",
                "GET /api/me\u0001"
            })
    void what_is_no_request_is_refused_with_a_problem_too(String line) {
        var reply = gateway.raw(line);

        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
    }

    @Test
    void headers_that_are_too_long_are_refused_with_a_problem_too() {
        var reply = gateway.viewer().with("Accept", "x/" + "y".repeat(20_000)).get("/api/me");

        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }

    private static void check(Reply reply, int status, String type, String what, List<String> wrong) {
        var body = reply.text();
        var isProblem =
                body.isEmpty() && what.contains("/api/events") || body.contains("urn:spot-manager:problem:" + type);
        if (reply.status() != status
                || !reply.header("Content-Type").startsWith("application/problem+json")
                || !isProblem) {
            wrong.add("%s: %d %s %s".formatted(what, reply.status(), reply.header("Content-Type"), body));
        }
    }
}
