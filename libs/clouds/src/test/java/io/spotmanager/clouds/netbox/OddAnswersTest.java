package io.spotmanager.clouds.netbox;

import static io.spotmanager.clouds.netbox.OddNetbox.page;
import static io.spotmanager.clouds.netbox.OddNetbox.row;
import static io.spotmanager.clouds.netbox.OddNetbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.netbox.Device;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved NetBox sends, and what stands in its place sometimes. */
class OddAnswersTest {

    private final OddNetbox odd = new OddNetbox();

    @AfterEach
    void stop() {
        odd.close();
    }

    @Test
    void a_row_that_comes_twice_counts_once() {
        odd.then(page(3, next("offset=2"), row(1, "A", ""), row(2, "B", "")))
                .then(page(3, "null", row(2, "B", ""), row(3, "C", "")));
        assertThat(devices()).extracting(Device::name).containsExactly("A", "B", "C");
    }

    @Test
    void a_list_that_shrank_while_it_was_read_is_read_again() {
        odd.then(page(3, next("offset=2"), row(1, "A", ""), row(2, "B", "")))
                .then(page(3, "null"))
                .then(page(2, next("offset=1"), row(1, "A", "")))
                .then(page(2, "null", row(3, "C", "")));
        assertThat(devices()).extracting(Device::name).containsExactly("A", "C");
        assertThat(odd.saw).hasSize(4);
    }

    @Test
    void a_list_that_never_holds_still_is_no_list() {
        odd.then(page(3, "null", row(1, "A", ""))).then(page(4, "null", row(1, "A", "")));
        assertThat(problem()).contains("changed twice while its pages were read");
    }

    @Test
    void pages_that_lead_in_a_circle_are_left() {
        odd.then(page(9, next("offset=1"), row(1, "A", ""))).then(page(9, next("offset=1"), row(2, "B", "")));
        assertThat(problem()).contains("the pages do not come to an end (2 read)");
        assertThat(odd.saw).hasSize(2);
    }

    @Test
    void the_server_that_ignores_a_filter_is_not_believed() {
        odd.environment.put("NETBOX_TAGS", "gpu");
        odd.environment.put("NETBOX_STATUSES", "active");
        odd.then(page(
                3,
                "null",
                row(1, "A", ",\"tags\":[{\"slug\":\"GPU\"}],\"status\":{\"value\":\"Active\"}"),
                row(2, "B", ",\"tags\":[],\"status\":{\"value\":\"active\"}"),
                row(3, "C", ",\"tags\":[{\"slug\":\"gpu\"}],\"status\":null")));
        assertThat(devices()).extracting(Device::name).containsExactly("A");
        assertThat(odd.saw.getFirst()).contains("tag=gpu").contains("status=active");
    }

    @Test
    void a_redirect_is_not_followed_as_the_token_would_go_with_it() {
        odd.then(text(302, "", "Location", odd.url() + "/api/dcim/devices/?again"));
        assertThat(problem()).contains("302").contains("a redirect, not followed: correct the configured address");
        assertThat(odd.saw).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><title>Sign in</title></html>",
                "{\"results\":[{\"name\":\"A\"}]}",
                "{\"results\":{}}",
                "[]",
                "",
                "{\"results\":[],\"next\":\"http://there/?offset=%%\"}",
                "{\"results\":[],\"next\":\"http://there/\"}",
                "{\"results\":[{\"id\":1.5,\"name\":\"A\"}]}"
            })
    void what_is_no_device_list_is_told_apart_from_an_empty_one(String body) {
        odd.then(text(200, body));
        assertThat(problem()).startsWith("unclear").containsAnyOf("not JSON", "makes no sense");
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        odd.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(blanks);
            }
        });
        assertThat(odd.netbox().devices().ok()).isFalse();
        assertThat(odd.saw).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void fields_of_other_types_than_expected_are_unknown() {
        odd.then(
                page(
                        1,
                        "null",
                        row(
                                1,
                                "A",
                                ",\"tenant\":7,\"status\":[],\"site\":\"S\",\"rack\":{\"name\":5},\"tags\":\"x\",\"custom_fields\":null")));
        Device device = devices().getFirst();
        assertThat(device)
                .isEqualTo(new Device(
                        "A",
                        null,
                        new Device.Owner(null, null),
                        new Device.Place(null, null),
                        null,
                        List.of(),
                        odd.url() + "/dcim/devices/1/"));
    }

    @Test
    void texts_are_brought_to_one_line_and_kept_short() {
        odd.then(page(
                1,
                "null",
                row(
                        1,
                        "A",
                        ",\"tenant\":{\"id\":1,\"name\":\"Acme\\u0000\\n  Capital %s\"}".formatted("x".repeat(300)))));
        assertThat(devices().getFirst().owner().tenant())
                .startsWith("Acme Capital xxx")
                .hasSize(200);
    }

    @Test
    void a_link_that_is_no_web_address_is_replaced() {
        odd.then(page(1, "null", row(1, "A", ",\"display_url\":\"javascript:alert(1)\"")));
        assertThat(devices().getFirst().url()).isEqualTo(odd.url() + "/dcim/devices/1/");
    }

    private static String next(String query) {
        return "\"http://netbox.inside/api/dcim/devices/?" + query + "\"";
    }

    private List<Device> devices() {
        CloudAnswer<List<Device>> answer = odd.netbox().devices();
        return answer.found().orElseThrow(() -> new AssertionError(answer.problem()));
    }

    private String problem() {
        return odd.netbox().devices().problem();
    }
}
