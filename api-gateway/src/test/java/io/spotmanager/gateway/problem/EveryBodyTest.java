package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.NamingStrategyImpls;

/** Each field of each body that any endpoint takes is read as it is written, or refused by its name. */
@GatewayTest
@TestPropertySource(properties = {"spot.limits.cloud-reads-per-second=0", "spot.limits.commands-per-second=0"})
class EveryBodyTest {
    private static final List<String> NO_TEXT = List.of("5", "1.5", "true", "[]", "[\"a\"]", "{}", "{\"a\": 1}");
    private static final List<String> NOT_KEPT = List.of(
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ud83d\\ude00\"");
    private static final List<String> NO_NUMBER = List.of(
            "\"5\"",
            "\" 5\"",
            "\"\"",
            "\"NaN\"",
            "1.0",
            "1.5",
            "1e2",
            "1e99999",
            "true",
            "[5]",
            "[]",
            "{}",
            "99999999999999999999");
    private static final List<String> NO_TRUTH =
            List.of("1", "0", "\"true\"", "\"False\"", "\"\"", "\"no\"", "[true]", "[]", "{}", "1.0");
    private static final List<String> NO_NAME = List.of(
            "0", "1", "1.0", "\"0\"", "\"\"", "\" \"", "\"no-such\"", "true", "[0]", "[]", "{}", "\"a\\u0000\"");
    private static final List<String> NO_TIME =
            List.of("0", "1700000000", "1.5", "\"1700000000\"", "\"\"", "\"yesterday\"", "true", "[]", "[2026, 1, 1]");
    private static final List<String> NO_ENTRY = List.of("0", "true", "\"\"", "\"a\"", "[]", "{}");
    private static final List<String> NO_ID = List.of("0", "\"\"", "\"x\"", "true", "[]", "{}", "1.5");

    private final Gateway gateway;

    EveryBodyTest(Gateway gateway) {
        this.gateway = gateway;
    }

    /** @param type a record */
    record Body(String method, String address, Class<?> type) {
        List<RecordComponent> fields() {
            return List.of(type.getRecordComponents());
        }
    }

    private List<Body> bodies() {
        var all = gateway
                .part("requestMappingHandlerMapping", RequestMappingInfoHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(endpoint -> of(endpoint.getKey(), endpoint.getValue()))
                .toList();
        assertThat(all).hasSizeGreaterThan(10).allMatch(body -> body.type().isRecord());
        return all;
    }

    private static Stream<Body> of(RequestMappingInfo mapping, HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .filter(parameter ->
                        parameter.getParameterType() != byte[].class) // no JSON, but comma-separated values
                .flatMap(parameter -> mapping.getPatternValues().stream()
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> new Body(
                                        method.name(),
                                        path.replace("/firewalls/{id}", "/firewalls/971")
                                                .replace("{id}", new UUID(0, 0).toString())
                                                .replace("{name}", "nobody")
                                                .replace("{action}", "retry"),
                                        parameter.getParameterType()))));
    }

    private static String name(RecordComponent field) {
        return NamingStrategyImpls.SNAKE_CASE.translate(field.getName());
    }

    private static List<String> wrongValues(Class<?> type, Type generic) {
        if (type == String.class) {
            return Stream.of(NO_TEXT, NOT_KEPT).flatMap(List::stream).toList();
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return NO_NUMBER;
        }
        if (type == Boolean.class || type == boolean.class) {
            return NO_TRUTH;
        }
        if (type == Instant.class) {
            return NO_TIME;
        }
        if (type == UUID.class) {
            return NO_ID;
        }
        if (type.isEnum()) {
            return NO_NAME;
        }
        if (type.isRecord() || type == JsonNode.class) {
            return NO_ENTRY;
        }
        if (Collection.class.isAssignableFrom(type)) {
            var item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            var items = wrongValues(item, item).stream().map("[%s]"::formatted);
            return Stream.concat(Stream.of("5", "true", "\"\"", "\"a\"", "{}", "[null]"), items)
                    .toList();
        }
        throw new AssertionError("Add what is wrong for a %s".formatted(type));
    }

    private Reply send(Body body, String json) {
        return gateway.admin().with("Content-Type", "application/json").send(body.method(), body.address(), json);
    }

    private static boolean blames(Reply reply, String field) {
        return reply.status() == 400
                && reply.header("Content-Type").startsWith("application/problem+json")
                && reply.json()
                        .path("errors")
                        .valueStream()
                        .anyMatch(error -> isOf(field, error.path("field").asString()));
    }

    /** An item of a list may be named by its number. */
    private static boolean isOf(String field, String named) {
        return named.equals(field) || named.startsWith(field + "[");
    }

    /** @param of the bodies to send, each with the field to blame */
    private void allBlamed(Function<Body, Stream<String[]>> of) {
        var wrong = new ArrayList<String>();
        bodies().forEach(body -> of.apply(body).forEach(sent -> {
            var reply = send(body, sent[1]);
            if (!blames(reply, sent[0])) {
                wrong.add("%s with %.200s: %d %.500s".formatted(body, sent[1], reply.status(), reply.text()));
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_value_of_another_type_is_not_converted() {
        allBlamed(body -> body.fields().stream()
                .flatMap(field -> wrongValues(field.getType(), field.getGenericType()).stream()
                        .map(value -> new String[] {name(field), "{\"%s\": %s}".formatted(name(field), value)})));
    }

    @Test
    void a_field_that_is_sent_twice_is_refused() {
        allBlamed(body -> body.fields().stream()
                .map(EveryBodyTest::name)
                .flatMap(name -> Stream.of(name, "\\u%04x%s".formatted((int) name.charAt(0), name.substring(1)))
                        .map(again -> new String[] {name, "{\"%s\": null, \"%s\": null}".formatted(name, again)})));
    }

    @Test
    void a_field_that_no_request_has_is_refused() {
        allBlamed(body -> Stream.of("no_such", "", "__proto__", "class", "@type", "constructor")
                .map(name -> new String[] {name, "{\"%s\": null}".formatted(name)}));
    }

    @Test
    void a_body_that_is_not_one_object_is_refused() {
        allBlamed(body -> Stream.of(
                        "[]",
                        "[{}]",
                        "5",
                        "\"\"",
                        "\"{}\"",
                        "true",
                        "null",
                        " ",
                        "{",
                        "{} {}",
                        "{}}",
                        "{},",
                        "{}x",
                        "{}\u0000",
                        "{'a': 1}",
                        "{a: 1}",
                        "{\"a\": 01}",
                        "{\"a\": NaN}",
                        "{\"a\": +1}",
                        "{\"a\": 1,}",
                        "{/* */}",
                        "// x\n{}",
                        "# x\n{}",
                        "{\"a\": \"\t\"}",
                        "{\"a\": \"\\x\"}",
                        "<a/>")
                .map(text -> new String[] {"body", text}));
    }

    @Test
    void a_body_that_is_too_deep_or_too_long_is_refused() {
        var wrong = new ArrayList<String>();
        bodies().forEach(body -> Stream.concat(
                        Stream.of("no_such"), body.fields().stream().map(EveryBodyTest::name))
                .forEach(name -> Stream.of(
                                "[".repeat(20_000),
                                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                                "[".repeat(5_000) + "]".repeat(5_000),
                                "\"" + "x".repeat(2_000_000) + "\"",
                                "1".repeat(10_000))
                        .forEach(value -> {
                            var reply = send(body, "{\"%s\": %s}".formatted(name, value));
                            if (!List.of(400, 413).contains(reply.status())) {
                                wrong.add("%s %s %.20s: %d".formatted(body, name, value, reply.status()));
                            }
                        })));
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        var wrong = new ArrayList<String>();
        bodies().forEach(body -> body.fields().forEach(field -> {
            var json = "{\"%s\": \"a\u00e9\"}".formatted(name(field));
            Stream.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "ISO-8859-1", "IBM1047")
                    .map(Charset::forName)
                    .map(json::getBytes)
                    .forEach(bytes -> refuses(body, bytes, wrong));
            Stream.of(
                            "\u00ff",
                            "\u00c0\u0080",
                            "\u00ed\u00a0\u0080",
                            "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
                            "\u00f4\u0090\u0080\u0080",
                            "\u00e2\u0082")
                    .map(odd -> "{\"%s\": \"a%s\"}".formatted(name(field), odd).getBytes(StandardCharsets.ISO_8859_1))
                    .forEach(bytes -> refuses(body, bytes, wrong));
        }));
        assertThat(wrong).isEmpty();
    }

    private void refuses(Body body, byte[] bytes, List<String> wrong) {
        var reply = gateway.admin()
                .with("Content-Type", "application/json")
                .sendBytes(body.method(), body.address(), bytes);
        if (!blames(reply, "body")) {
            wrong.add("%s %s: %d %.500s"
                    .formatted(body, new String(bytes, StandardCharsets.ISO_8859_1), reply.status(), reply.text()));
        }
    }
}
