package io.spotmanager.tracing;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go, as the variables of OpenTelemetry's specification say ("OpenTelemetry Protocol Exporter", "General SDK
 * configuration"). Others of its variables are not read.
 *
 * @param traces the address to which spans are posted
 * @param headers of each request; secrets
 * @param ratio of the traces that begin here and are recorded, from 0 to 1
 * @param resource what is told of this process besides what it knows itself
 */
record TracingSettings(URI traces, Map<String, String> headers, double ratio, Map<String, String> resource) {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String RATIO = "OTEL_TRACES_SAMPLER_ARG";
    private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";

    /**
     * Returns empty if no endpoint is set: nothing is traced then.
     *
     * @param settings returns null for what is not set
     * @throws InvalidConfigurationException with a sentence that names the wrong setting
     */
    static Optional<TracingSettings> from(Function<String, @Nullable String> settings) {
        var endpoint = given(settings, ENDPOINT);
        return endpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(new TracingSettings(
                        address(endpoint),
                        pairs(HEADERS, given(settings, HEADERS)),
                        ratio(given(settings, RATIO)),
                        pairs(RESOURCE, given(settings, RESOURCE))));
    }

    private static String given(Function<String, @Nullable String> settings, String name) {
        var value = settings.apply(name);
        return value == null ? "" : value.strip();
    }

    private static URI address(String endpoint) {
        try {
            var base = new URI(endpoint.replaceAll("/+$", "") + "/v1/traces");
            if (base.getHost() != null && base.getUserInfo() == null && isHttp(base.getScheme())) {
                return base;
            }
        } catch (URISyntaxException e) {
            // told below, without the value: a password may be in it
        }
        throw new InvalidConfigurationException(
                "%s is no address of an OTLP/HTTP endpoint, such as http://collector:4318. Passwords belong into %s."
                        .formatted(ENDPOINT, HEADERS));
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    private static double ratio(String text) {
        try {
            var ratio = text.isEmpty() ? 1 : Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidConfigurationException(
                "%s has '%s', which is no ratio from 0 to 1, such as 0.1".formatted(RATIO, text));
    }

    /** The format of W3C Baggage: {@code a=1,b=2}, with percent-encoded values. */
    private static Map<String, String> pairs(String name, String list) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (var item : list.split(",")) {
            var nameAndValue = item.split("=", 2);
            if (nameAndValue.length == 2 && !nameAndValue[0].isBlank()) {
                pairs.put(nameAndValue[0].strip(), decoded(name, nameAndValue[1].strip()));
            } else if (!item.isBlank()) {
                throw wrong(name);
            }
        }
        return pairs;
    }

    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(name);
        }
    }

    private static InvalidConfigurationException wrong(String name) {
        return new InvalidConfigurationException(
                name + " is no list of the form name=value,name=value with percent-encoded values");
    }

    /** Without the headers, which are secrets. */
    @Override
    public String toString() {
        return traces + ", of " + ratio;
    }
}
