package io.spotmanager.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static TracingSettings of(Map<String, String> settings) {
        return TracingSettings.from(settings::get).orElseThrow();
    }

    @Test
    void without_an_endpoint_nothing_is_traced_whatever_else_is_set() {
        assertThat(TracingSettings.from(Map.of("OTEL_TRACES_SAMPLER_ARG", "1")::get))
                .isEmpty();
        assertThat(TracingSettings.from(Map.of(ENDPOINT, " ")::get)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4318, http://collector:4318/v1/traces",
        "http://collector:4318/, http://collector:4318/v1/traces",
        "https://traces.example.org/otlp, https://traces.example.org/otlp/v1/traces"
    })
    void spans_go_to_the_path_of_traces_below_the_endpoint(String endpoint, URI traces) {
        assertThat(of(Map.of(ENDPOINT, endpoint)).traces()).isEqualTo(traces);
    }

    @Test
    void all_that_begins_here_is_recorded_unless_a_ratio_is_given() {
        assertThat(of(Map.of(ENDPOINT, "http://c:4318")).ratio()).isEqualTo(1);
        assertThat(of(Map.of(ENDPOINT, "http://c:4318", "OTEL_TRACES_SAMPLER_ARG", "0.05"))
                        .ratio())
                .isEqualTo(0.05);
    }

    @Test
    void lists_are_percent_encoded_and_headers_are_not_printed() {
        var settings = of(Map.of(
                ENDPOINT,
                "http://c:4318",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Basic%20b3Bl==, x=a+b",
                "OTEL_RESOURCE_ATTRIBUTES",
                "deployment.environment.name=prod"));

        assertThat(settings.headers()).isEqualTo(Map.of("authorization", "Basic b3Bl==", "x", "a+b"));
        assertThat(settings.resource()).isEqualTo(Map.of("deployment.environment.name", "prod"));
        assertThat(settings.toString()).doesNotContain("b3Bl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"collector:4318", "grpc://collector:4317", "http://", "http://me:geheim@collector", "http://a b"
            })
    void an_endpoint_that_is_none_is_named_and_not_repeated(String endpoint) {
        assertThatThrownBy(() -> of(Map.of(ENDPOINT, endpoint)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(ENDPOINT)
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTEL_TRACES_SAMPLER_ARG | 2",
                "OTEL_TRACES_SAMPLER_ARG | -0.1",
                "OTEL_TRACES_SAMPLER_ARG | NaN",
                "OTEL_TRACES_SAMPLER_ARG | all",
                "OTEL_EXPORTER_OTLP_HEADERS | geheim",
                "OTEL_EXPORTER_OTLP_HEADERS | a=%zz",
                "OTEL_RESOURCE_ATTRIBUTES | =x"
            })
    void a_wrong_value_is_refused_with_the_name_of_its_setting(String name, String value) {
        assertThatThrownBy(() -> of(Map.of(ENDPOINT, "http://c:4318", name, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("geheim");
    }
}
