package io.spotmanager.simulator.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, in the order they were sent; a name may come several times. */
public record Query(List<Parameter> parameters) {

    /** One parameter, decoded. */
    public record Parameter(String name, String value) {}

    public Query {
        parameters = List.copyOf(parameters);
    }

    public static Query of(Map<String, String> values) {
        List<Parameter> parameters = new ArrayList<>();
        values.forEach((name, value) -> parameters.add(new Parameter(name, value)));
        return new Query(parameters);
    }

    static Query parse(@Nullable String raw) {
        List<Parameter> parameters = new ArrayList<>();
        if (raw == null || raw.isEmpty()) {
            return new Query(parameters);
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(decode(name), decode(value)));
        }
        return new Query(parameters);
    }

    /** The value of each parameter; of a repeated one, the last. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return values;
    }

    /** Its value; if it is repeated, the last. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values().get(name));
    }

    /** All its values, in the order they were sent. */
    public List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** This query with one parameter set once, at its old place or at the end. */
    public Query with(String name, String value) {
        List<Parameter> others = new ArrayList<>(parameters);
        others.removeIf(parameter -> parameter.name().equals(name));
        int place = 0;
        while (place < others.size() && parameters.get(place).equals(others.get(place))) {
            place++;
        }
        others.add(place, new Parameter(name, value));
        return new Query(others);
    }

    /** The query as it stands in a URL, without the question mark. */
    public String encoded() {
        return parameters.stream()
                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
