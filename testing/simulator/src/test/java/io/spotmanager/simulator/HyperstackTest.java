package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.hyperstack.HyperstackApi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a customer of the simulated Hyperstack sees of VMs. */
class HyperstackTest {

    private final Vendors vendors = new Vendors();

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_vm_is_created_built_and_active_before_it_has_its_public_address() {
        long id = vendors.ordered("training-1");

        assertThat(vendors.status(id)).isEqualTo("CREATING");
        vendors.pass(1);
        assertThat(vendors.status(id)).isEqualTo("BUILD");
        vendors.pass(3);
        assertThat(vendors.status(id)).isEqualTo("ACTIVE");
        assertThat(vendors.vm(id).path("floating_ip").isNull()).isTrue();
        assertThat(vendors.vm(id).path("floating_ip_status").stringValue()).isEqualTo("ATTACHING");
        vendors.pass(1);
        assertThat(vendors.vm(id).path("floating_ip").stringValue()).startsWith("203.");
        assertThat(vendors.vm(id).path("floating_ip_status").stringValue()).isEqualTo("ATTACHED");
        assertThat(vendors.vm(id).path("contract_id").isNull()).isTrue();
    }

    @Test
    void a_vm_is_a_nova_server_of_the_same_name_on_the_host_of_that_name() {
        String host = vendors.emptyHost();
        vendors.ordered(host);
        assertThat(servers(host)).isEmpty();

        vendors.pass(1);
        assertThat(servers(host)).singleElement().satisfies(server -> {
            assertThat(server.path("name").stringValue()).isEqualTo(host);
            assertThat(server.path("status").stringValue()).isEqualTo("BUILD");
            assertThat(server.path("OS-EXT-STS:task_state").stringValue()).isEqualTo("spawning");
        });
        vendors.pass(3);
        assertThat(servers(host))
                .singleElement()
                .extracting(server -> server.path("status").stringValue())
                .isEqualTo("ACTIVE");
    }

    @Test
    void the_script_sends_a_vm_to_another_host() {
        String host = vendors.emptyHost();
        vendors.cloud.script("{\"fault\":\"wrong-host\",\"match\":{\"method\":\"POST\",\"body\":\"" + host + "\"}}");
        vendors.running(host);

        assertThat(servers(host)).isEmpty();
        JsonNode vm = vendors.state()
                .path("vms")
                .valueStream()
                .filter(each -> each.path("name").stringValue().equals(host))
                .findFirst()
                .orElseThrow();
        assertThat(vm.path("host").stringValue()).startsWith("CA1-").isNotEqualTo(host);
    }

    @Test
    void where_no_host_is_free_the_vm_ends_in_error_without_a_host() {
        vendors.cloud.ids().keySet().stream()
                .filter(name -> name.startsWith("CA1-"))
                .forEach(host -> vendors.cloud.send(
                        "PUT",
                        "/v2.1/os-services/disable",
                        "{\"host\":\"" + host + "\",\"binary\":\"nova-compute\"}",
                        Map.of("X-Auth-Token", vendors.cloud.token())));

        long id = vendors.running("training-1");

        assertThat(vendors.status(id)).isEqualTo("ERROR");
        assertThat(vendors.vm(id).path("vm_state").stringValue()).isEqualTo("error");
    }

    @Test
    void a_name_is_taken_until_its_vm_is_gone() {
        long id = vendors.running("training-1");
        assertThat(vendors.order("training-1").status()).isEqualTo(409);
        assertThat(vendors.order("training-1").json().path("error_reason").stringValue())
                .isEqualTo("already_exist");

        assertThat(delete(id).status()).isEqualTo(200);
        assertThat(vendors.status(id)).isEqualTo("DELETING");
        assertThat(vendors.order("training-1").status()).isEqualTo(409);
        assertThat(delete(id).status()).isEqualTo(409);
        vendors.pass(2);
        assertThat(vendors.get("/core/virtual-machines/" + id).status()).isEqualTo(404);
        assertThat(delete(id).status()).isEqualTo(404);
        assertThat(vendors.order("training-1").status()).isEqualTo(200);
        assertThat(vendors.state().path("past_vms").size()).isEqualTo(1);
    }

    @Test
    void of_many_orders_of_one_name_at_once_one_is_taken() throws Exception {
        Callable<Integer> order = () -> vendors.order("training-1").status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = threads
                    .invokeAll(Stream.generate(() -> order).limit(8).toList())
                    .stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();

            assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        }
    }

    @Test
    void no_two_vms_are_put_on_one_host() {
        IntStream.range(0, 30).forEach(number -> vendors.order("training-" + number));
        vendors.pass(10);

        List<String> hosts = vendors.state()
                .path("vms")
                .valueStream()
                .flatMap(vm -> vm.path("host").stringValueOpt().stream())
                .toList();

        assertThat(hosts).doesNotHaveDuplicates().hasSizeGreaterThan(5);
        assertThat(vendors.state().path("vms"))
                .filteredOn(vm -> vm.path("status").stringValue().equals("ERROR"))
                .isNotEmpty()
                .allMatch(vm -> vm.path("host").isNull());
    }

    @Test
    void a_deleted_vm_leaves_its_host_empty() {
        String host = vendors.emptyHost();
        long id = vendors.running(host);
        assertThat(servers(host)).hasSize(1);

        delete(id);
        vendors.pass(2);

        assertThat(servers(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"late-error, 60000, ERROR", "never-completes, 1, CREATING", "slow-build, 60000, BUILD"})
    void the_script_decides_what_becomes_of_a_vm(String fault, long millis, String status) {
        vendors.cloud.script("{\"fault\":\"" + fault + "\",\"millis\":" + millis + ",\"match\":{\"method\":\"POST\"}}");
        long id = vendors.ordered("training-1");

        vendors.pass(61);

        assertThat(vendors.status(id)).isEqualTo(status);
    }

    @Test
    void the_script_delays_a_public_address() {
        vendors.cloud.script("{\"fault\":\"late-address\",\"millis\":30000}");
        long id = vendors.running("training-1");

        assertThat(vendors.status(id)).isEqualTo("ACTIVE");
        assertThat(vendors.vm(id).path("floating_ip").isNull()).isTrue();
        vendors.pass(30);
        assertThat(vendors.vm(id).path("floating_ip").isNull()).isFalse();
    }

    @Test
    void a_create_whose_reply_is_lost_was_carried_out() {
        vendors.cloud.script("{\"fault\":\"error-in-200-after\",\"match\":{\"method\":\"POST\"},\"times\":1}");

        Reply reply = vendors.order("training-1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").booleanValue()).isFalse();
        assertThat(vendors.get("/core/virtual-machines?search=training-1")
                        .json()
                        .path("count")
                        .intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', 400",
        "name, a-name-that-is-longer-than-the-fifty-characters-allowed, 400",
        "environment_name, nowhere, 404",
        "flavor_name, n3-H100x8, 404",
        "image_name, BeOS, 404",
        "key_name, operations-default-CANADA-1, 404"
    })
    void an_order_that_names_what_does_not_exist_is_refused(String field, String value, int status) {
        Reply reply = vendors.order(Vendors.orderOf("training-1").put(field, value));

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("status").booleanValue()).isFalse();
    }

    /** The vendor is not known to look into it; the VM's first start ignores it. */
    @Test
    void user_data_that_is_no_cloud_init_is_taken() {
        assertThat(vendors.order(Vendors.orderOf("training-1").put("user_data", "rm -rf /"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void lists_come_in_pages_of_ten_and_count_the_page() {
        IntStream.range(0, 12).forEach(number -> vendors.order("training-" + number));

        assertThat(page("search=training").path("count").intValue()).isEqualTo(10);
        assertThat(page("search=training&page=2").path("count").intValue()).isEqualTo(2);
        assertThat(page("search=training&page=3").path("count").intValue()).isZero();
        assertThat(page("search=training&pageSize=50").path("count").intValue()).isEqualTo(12);
    }

    @Test
    void times_come_with_and_without_a_zone() {
        IntStream.range(0, 3).forEach(number -> vendors.order("training-" + number));

        List<String> times = page("search=training")
                .path("instances")
                .valueStream()
                .map(vm -> vm.path("created_at").stringValue())
                .toList();

        assertThat(times)
                .anyMatch(time -> time.endsWith("Z"))
                .anyMatch(time -> time.endsWith("+00:00"))
                .anyMatch(time -> time.endsWith(":00"));
    }

    @Test
    void without_the_key_nothing_is_answered() {
        Reply reply = vendors.cloud.send("GET", HyperstackApi.PREFIX + "/core/regions", "", Map.of("api_key", "wrong"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("message").stringValue()).isEqualTo("Invalid Token");
    }

    @Test
    void beyond_the_limit_calls_are_refused_until_the_minute_is_over() {
        vendors.cloud.send("PUT", "/_simulator/pace", "{\"calls_per_minute\":3}", Map.of());

        IntStream.range(0, 3)
                .forEach(call ->
                        assertThat(vendors.get("/core/regions").status()).isEqualTo(200));
        Reply refused = vendors.get("/core/regions");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEmpty();
        vendors.pass(60);
        assertThat(vendors.get("/core/regions").status()).isEqualTo(200);
    }

    @Test
    void a_get_can_reboot_a_vm() {
        long id = vendors.running("training-1");

        vendors.get("/core/virtual-machines/" + id + "/hard-reboot");

        assertThat(vendors.status(id)).isEqualTo("HARD_REBOOT");
        vendors.pass(1);
        assertThat(vendors.status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void the_catalogue_offers_in_each_region_what_its_hosts_can_run() {
        assertThat(names("/core/flavors?region=CANADA-1", "/data/0/flavors")).contains("n3-L40x8");
        assertThat(vendors.get("/core/flavors?region=US-1").text())
                .contains("n3-H100x8-NVLink")
                .doesNotContain("L40", "-spot", "-runpod");
        assertThat(names("/core/images?region=CANADA-1", "/images/0/images")).hasSize(3);
        assertThat(names("/core/environments", "/environments")).contains("CA1-RunPod", "NO1-RunPod", "US1-RunPod");
        assertThat(names("/core/keypairs?pageSize=100", "/keypairs")).contains("operations-CA1-RunPod");
    }

    @Test
    void a_reset_brings_back_the_vms_of_before() {
        int before = vendors.state().path("vms").size();
        vendors.order("training-1");

        vendors.cloud.send("POST", "/_simulator/reset", "", Map.of());

        assertThat(vendors.state().path("vms").size()).isEqualTo(before).isPositive();
        assertThat(vendors.state().path("past_vms").size()).isZero();
    }

    private Reply delete(long id) {
        return vendors.hyperstack("DELETE", "/core/virtual-machines/" + id, "");
    }

    private JsonNode page(String query) {
        return vendors.get("/core/virtual-machines?" + query).json();
    }

    private List<String> names(String path, String pointer) {
        return vendors.get(path)
                .json()
                .at(pointer)
                .valueStream()
                .map(each -> each.path("name").stringValue())
                .toList();
    }

    private List<JsonNode> servers(String host) {
        return vendors.cloud
                .get("/v2.1/servers/detail?all_tenants=1&host=" + host)
                .json()
                .path("servers")
                .valueStream()
                .toList();
    }
}
