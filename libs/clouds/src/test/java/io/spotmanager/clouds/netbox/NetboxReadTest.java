package io.spotmanager.clouds.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.netbox.Device.Owner;
import io.spotmanager.domain.netbox.DeviceList;
import io.spotmanager.simulator.netbox.NetboxKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapter against the simulated NetBox, on good days and bad ones. */
class NetboxReadTest {

    private final SimulatedNetbox world = new SimulatedNetbox();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void every_host_is_found_though_netbox_sends_shorter_pages_than_asked_for() {
        assertThat(devices()).extracting(Device::name).containsAll(world.hosts());
        assertThat(world.requests()).filteredOn(line -> line.contains("/dcim/")).hasSize(3);
    }

    @Test
    void the_link_to_the_next_page_may_name_an_address_that_nobody_can_reach() {
        world.script("{\"fault\":\"foreign-next\"}");
        assertThat(devices()).extracting(Device::name).containsAll(world.hosts());
    }

    @Test
    void the_group_behind_a_tenant_comes_from_the_tenants_own_list() {
        assertThat(devices())
                .extracting(Device::owner)
                .contains(
                        new Owner("Acme Capital", "Investors"),
                        new Owner("Cloud Operations", "Cloud House"),
                        new Owner("Umbra Leasing", null),
                        new Owner(null, null));
    }

    @Test
    void place_status_links_tags_and_page_of_a_host_are_read() {
        Device host = device("US1-H100-01");
        assertThat(host.place()).isEqualTo(new Device.Place("US1", "R01"));
        assertThat(host.status()).isEqualTo("active");
        assertThat(host.nvlinks()).isFalse();
        assertThat(host.tags()).containsExactly("gpu-server", "nvidia-h100-sxm");
        assertThat(host.url()).startsWith(world.environment.get("NETBOX_URL") + "/dcim/devices/");
        assertThat(devices()).extracting(Device::status).contains("failed", "rma", "inventory");
        assertThat(devices()).extracting(Device::nvlinks).contains(true, false, null);
    }

    @Test
    void an_old_version_is_read_too() {
        world.script("{\"fault\":\"old-version\"}");
        world.environment.put("NETBOX_IGNORED_TAGS", "Switch");
        assertThat(devices())
                .extracting(Device::name)
                .containsAll(world.hosts())
                .doesNotContain("CA1-SW-01");
        assertThat(device("US1-H100-01").url()).startsWith(world.environment.get("NETBOX_URL") + "/dcim/devices/");
    }

    @Test
    void of_two_devices_with_one_name_the_one_in_service_counts_and_nameless_ones_do_not() {
        assertThat(devices())
                .filteredOn(each -> each.name().equalsIgnoreCase("CA1-ESC8-L40-01"))
                .extracting(Device::name, Device::status)
                .containsExactly(tuple("CA1-ESC8-L40-01", "active"));
    }

    @Test
    void tags_and_statuses_narrow_the_read_and_ignored_tags_drop_devices() {
        world.environment.put("NETBOX_TAGS", "gpu-server, nvidia-l40");
        world.environment.put("NETBOX_STATUSES", "active,failed");
        assertThat(devices()).isNotEmpty().allMatch(device -> device.name().contains("L40"));
        world.environment.put("NETBOX_IGNORED_TAGS", "GPU-server");
        assertThat(problem()).contains("no device matches NETBOX_TAGS");
    }

    @Test
    void a_tag_that_does_not_exist_is_a_plain_mistake() {
        world.environment.put("NETBOX_TAGS", "gpu-serfer");
        assertThat(problem())
                .startsWith("refused (400): NetBox refuses a filter (“tag: Select a valid choice. gpu-serfer")
                .contains("correct NETBOX_TAGS");
    }

    @Test
    void either_kind_of_token_is_sent_under_its_own_word() {
        world.environment.put("NETBOX_TOKEN", NetboxKeys.SECOND_KIND);
        assertThat(devices()).isNotEmpty();
        world.script("{\"fault\":\"old-version\"}");
        assertThat(problem()).contains("Authentication credentials were not provided");
    }

    @Test
    void a_wrong_token_is_named_with_what_to_do_and_never_shown() {
        world.environment.put("NETBOX_TOKEN", "0123456789abcdef");
        assertThat(world.netbox().devices())
                .isEqualTo(new CloudResult.Rejected<>(
                        403,
                        "NetBox refuses the token or what it may see (“Invalid v1 token”): put a valid token that may view"
                                + " devices and tenants into NETBOX_TOKEN"));
    }

    @Test
    void a_failure_in_the_middle_of_the_pages_leaves_no_half_list() {
        world.script("{\"fault\":\"error-before\",\"match\":{\"path\":\"devices.*offset=24\"}}");
        assertThat(problem()).contains("500").contains("unclear");
    }

    @Test
    void a_single_stumble_of_a_proxy_is_stepped_over_and_a_lasting_one_is_told() {
        world.script(
                "{\"fault\":\"error-before\",\"status\":502,\"times\":1,\"match\":{\"path\":\"devices.*offset=24\"}}");
        assertThat(devices()).extracting(Device::name).containsAll(world.hosts());
        world.script("{\"fault\":\"error-before\",\"status\":502,\"match\":{\"path\":\"devices\"}}");
        assertThat(problem()).contains("502 “Bad Gateway” (a web page");
    }

    @Test
    void without_the_tenants_the_devices_are_read_all_the_same() {
        world.script("{\"fault\":\"error-before\",\"match\":{\"path\":\"tenants\"}}");

        DeviceList list = world.netbox().devices().found().orElseThrow();

        assertThat(list.devices()).extracting(Device::name).containsAll(world.hosts());
        assertThat(list.gaps()).singleElement().asString().contains("tenants could not be read");
    }

    @Test
    void an_empty_list_is_a_token_that_may_see_nothing_rather_than_a_fleet_without_hosts() {
        world.script("{\"fault\":\"no-rows\"}");
        assertThat(problem()).contains("NetBox shows no device: the token may not view devices");
    }

    @Test
    void a_page_that_does_not_come_is_given_up() {
        world.script("{\"fault\":\"hang\",\"millis\":60000,\"match\":{\"path\":\"devices\"}}");
        NetboxSettings settings = world.settings();
        Duration brief = Duration.ofMillis(150);
        RestNetbox impatient = RestNetbox.connect(
                settings.withLimits(settings.limits().withTimeouts(brief, brief), settings.patience()));
        assertThat(impatient.devices().problem()).contains("no answer within 150 ms");
    }

    @Test
    void a_read_that_takes_too_long_in_all_is_given_up_between_two_pages() {
        AtomicLong nanos = new AtomicLong();
        NetboxSettings settings = world.settings();
        RestNetbox slow = RestNetbox.connect(
                settings, () -> nanos.getAndAdd(Duration.ofSeconds(50).toNanos()));
        assertThat(slow.devices().problem()).contains("the pages do not come to an end");
    }

    @Test
    void every_request_is_told_as_a_command_without_the_token_and_none_writes() {
        List<ExternalCall> told = new CopyOnWriteArrayList<>();
        world.netbox().recordingTo(told::add).devices();
        assertThat(told)
                .hasSize(4)
                .extracting(ExternalCall::command)
                .allSatisfy(command -> assertThat(command)
                        .startsWith("curl -H 'Authorization: Token ***' 'http://127.0.0.1:")
                        .doesNotContain(NetboxKeys.FIRST_KIND));
        assertThat(told).extracting(ExternalCall::answer).containsOnly("200");
        assertThat(world.requests()).allMatch(line -> line.startsWith("GET "));
    }

    private Device device(String name) {
        return devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Device> devices() {
        CloudResult<DeviceList> answer = world.netbox().devices();
        return answer.map(DeviceList::devices).found().orElseThrow(() -> new AssertionError(answer.problem()));
    }

    private String problem() {
        return Objects.requireNonNull(world.netbox().devices().problem());
    }
}
