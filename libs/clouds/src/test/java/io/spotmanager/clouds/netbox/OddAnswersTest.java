package io.spotmanager.clouds.netbox;

import static io.spotmanager.clouds.netbox.OddNetbox.page;
import static io.spotmanager.clouds.netbox.OddNetbox.row;
import static io.spotmanager.clouds.netbox.OddNetbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.netbox.DeviceList;
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
                .then(page(2, "null", row(1, "A", ""), row(3, "C", "")));
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
                "{\"results\":{}}",
                "[]",
                "",
                "{\"results\":[],\"next\":\"http://there/?offset=%%\"}",
                "{\"results\":[],\"next\":\"http://there/\"}"
            })
    void what_is_no_device_list_is_told_apart_from_an_empty_one(String body) {
        odd.then(text(200, body));
        assertThat(problem()).startsWith("unclear").containsAnyOf("not JSON", "makes no sense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{\"name\":\"B\"}",
                "{\"id\":1.5,\"name\":\"B\"}",
                "{\"id\":\"2\",\"name\":\"B\"}",
                "{\"id\":99999999999999999999,\"name\":\"B\"}",
                "{\"id\":2,\"name\":7}",
                "{\"id\":2,\"name\":{}}",
                "{\"id\":2}"
            })
    void a_row_that_cannot_be_read_is_left_out_and_reported(String row) {
        odd.then(page(2, "null", row, row(1, "A", ",\"status\":{\"value\":\"active\"}")));

        DeviceList list = list();

        assertThat(list.devices()).extracting(Device::name).containsExactly("A");
        assertThat(list.gaps()).singleElement().asString().startsWith("1 of NetBox's devices cannot be read");
        assertThat(odd.saw).hasSize(1);
    }

    @Test
    void a_device_without_a_name_is_no_host_and_no_gap() {
        odd.then(page(
                2,
                "null",
                "{\"id\":2,\"name\":null,\"status\":{\"value\":\"active\"}}",
                row(1, "A", ",\"status\":{\"value\":\"active\"}")));

        DeviceList list = list();

        assertThat(list.devices()).hasSize(1);
        assertThat(list.gaps()).isEmpty();
    }

    /** Its new status may be the one that takes it out of service. */
    @Test
    void of_a_device_with_an_odd_tenant_the_status_is_read_and_its_owner_is_not_known_to_be_nobody() {
        odd.then(page(1, "null", row(1, "A", ",\"status\":{\"value\":\"failed\"},\"tenant\":7")));

        DeviceList list = list();

        assertThat(list.devices().getFirst().status()).isEqualTo("failed");
        assertThat(list.devices().getFirst().owner().read()).isFalse();
        assertThat(list.gaps()).singleElement().asString().contains("tenants or groups of A could not be read");
    }

    @Test
    void a_status_that_cannot_be_read_is_reported() {
        odd.then(page(1, "null", row(1, "A", ",\"status\":{\"value\":null}")));

        assertThat(list().gaps()).containsExactly("The status of A could not be read; the last one counts");
    }

    @Test
    void devices_are_kept_when_their_tenants_may_not_be_viewed() {
        odd.tenants(text(403, "{\"detail\":\"You do not have permission to perform this action.\"}"));
        odd.then(owned());

        DeviceList list = list();

        assertThat(list.devices().getFirst().owner()).isEqualTo(new Device.Owner("Acme", null, false));
        assertThat(list.gaps())
                .singleElement()
                .asString()
                .startsWith("NetBox's tenants could not be read (")
                .contains("permission", "owner groups keep their last values");
    }

    /** A permission with a constraint leaves rows out without an error. */
    @Test
    void a_tenant_that_the_list_does_not_show_is_not_a_tenant_without_a_group() {
        odd.tenants(page(1, "null", "{\"id\":6,\"name\":\"Other\",\"group\":null}"));
        odd.then(owned());

        DeviceList list = list();

        assertThat(list.devices().getFirst().owner().read()).isFalse();
        assertThat(list.gaps()).singleElement().asString().contains("A", "may not view all tenants");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"name\":\"Acme\"}",
                "{\"id\":5,\"name\":\"Acme\"}",
                "{\"id\":5,\"name\":\"Acme\",\"group\":7}",
                "{\"id\":5,\"name\":\"Acme\",\"group\":{\"name\":null}}"
            })
    void a_tenant_that_cannot_be_read_costs_nothing_but_its_group(String tenant) {
        odd.tenants(page(2, "null", tenant, "{\"id\":6,\"name\":\"Other\",\"group\":{\"name\":\"Group\"}}"));
        odd.then(page(
                2,
                "null",
                row(1, "A", ",\"status\":{\"value\":\"active\"},\"tenant\":{\"id\":5,\"name\":\"Acme\"}"),
                row(2, "B", ",\"status\":{\"value\":\"active\"},\"tenant\":{\"id\":6,\"name\":\"Other\"}")));

        DeviceList list = list();

        assertThat(list.devices())
                .extracting(Device::owner)
                .containsExactly(new Device.Owner("Acme", null, false), new Device.Owner("Other", "Group"));
        assertThat(list.gaps()).anySatisfy(gap -> assertThat(gap).startsWith("1 of NetBox's tenants cannot be read"));
    }

    @Test
    void a_tenant_with_a_rule_of_its_own_needs_no_group() {
        odd.environment.put("NETBOX_OWNER_GROUPS", "Acme=Investors");
        odd.tenants(text(403, "{\"detail\":\"no\"}"));
        odd.then(owned());

        assertThat(list().devices().getFirst().owner()).isEqualTo(new Device.Owner("Acme", "Investors"));
    }

    private static OddNetbox.Reply owned() {
        return page(
                1, "null", row(1, "A", ",\"status\":{\"value\":\"active\"},\"tenant\":{\"id\":5,\"name\":\"Acme\"}"));
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
                        new Device.Owner(null, null, false),
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": 2, \"results\": [{\"id\": 1, \"name\": \"A\"}], \"next\": {\"offset\": 1}}",
                "{\"count\": 2, \"results\": [{\"id\": 1, \"name\": \"A\"}], \"next\": 7}",
                "{\"results\": [{\"id\": 1, \"name\": \"A\"}]}",
                "{\"count\": 0, \"next\": null, \"results\": null}"
            })
    void a_page_that_does_not_say_whether_another_one_follows_is_not_the_last_one(String body) {
        odd.then(text(200, body)).then(text(200, body));

        assertThat(problem()).startsWith("unclear");
    }

    /** One device was deleted before the second page and one was added: as many rows came as NetBox counted. */
    @Test
    void a_device_that_slipped_off_its_page_is_not_lost() {
        odd.then(page(4, next("limit=2&offset=2"), row(1, "A", ""), row(2, "B", "")))
                .then(page(4, "null", row(4, "D", ""), row(5, "E", "")))
                .then(page(4, next("limit=2&offset=2"), row(2, "B", ""), row(3, "C", "")))
                .then(page(4, "null", row(3, "C", ""), row(4, "D", ""), row(5, "E", "")));

        assertThat(devices()).extracting(Device::name).containsExactly("B", "C", "D", "E");
    }

    @Test
    void a_device_without_the_field_of_its_tenant_is_not_known_to_have_none() {
        odd.then(page(2, "null", "{\"id\":1,\"name\":\"A\"}", row(2, "B", "")));

        assertThat(devices())
                .extracting(Device::name, device -> device.owner().read())
                .containsExactly(tuple("A", false), tuple("B", true));
    }

    @Test
    void a_device_without_its_custom_fields_keeps_the_owner_that_it_had() {
        odd.environment.put("NETBOX_OWNER_FIELD", "owner");
        odd.then(page(
                2,
                "null",
                row(1, "A", ",\"tenant\":null"),
                row(2, "B", ",\"tenant\":null,\"custom_fields\":{\"owner\":null}")));

        assertThat(devices()).extracting(device -> device.owner().read()).containsExactly(false, true);
    }

    @Test
    void a_device_without_its_tags_is_told_where_tags_decide() {
        odd.environment.put("NETBOX_TAGS", "gpu");
        odd.then(page(2, "null", row(1, "A", ",\"tags\":[{\"slug\":\"gpu\"}]"), row(2, "B", "")));

        DeviceList list = list();
        assertThat(list.devices()).extracting(Device::name).containsExactly("A");
        assertThat(list.gaps()).first().asString().contains("B", "without its tags");
    }

    private List<Device> devices() {
        return list().devices();
    }

    private DeviceList list() {
        CloudResult<DeviceList> answer = odd.netbox().devices();
        return answer.found().orElseThrow(() -> new AssertionError(answer.problem()));
    }

    private String problem() {
        return odd.netbox().devices().problem();
    }
}
