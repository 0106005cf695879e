package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Writes to a firewall replace whole lists, and reads show it late. */
class FirewallsTest {

    private static final int CANADA = 971;
    private static final int NORWAY = 972;

    private final Vendors vendors = new Vendors();
    private Map<Long, String> before = Map.of();

    @BeforeEach
    void look() {
        vendors.pass(60);
        before = vendors.attachments(CANADA);
        assertThat(before).isNotEmpty().containsValue("ATTACHED");
    }

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void an_attachment_is_invisible_then_attaching_then_attached_and_others_stay() {
        long vm = vendors.running("training-1");
        assertThat(vendors.attachFirewalls(vm, CANADA).status()).isEqualTo(200);

        assertThat(vendors.attachments(CANADA)).isEqualTo(before);
        assertThat(guarded()).contains(vm);
        vendors.pass(1);
        assertThat(vendors.attachments(CANADA)).containsEntry(vm, "ATTACHING").containsAllEntriesOf(before);
        vendors.pass(1);
        assertThat(vendors.attachments(CANADA)).containsEntry(vm, "ATTACHED").containsAllEntriesOf(before);
    }

    @Test
    void the_script_makes_an_attachment_visible_later() {
        long vm = vendors.running("training-1");
        vendors.cloud.script("{\"fault\":\"late-visibility\",\"millis\":60000}");
        vendors.attachFirewalls(vm, CANADA);

        vendors.pass(59);
        assertThat(vendors.attachments(CANADA)).doesNotContainKey(vm);
        vendors.pass(1);
        assertThat(vendors.attachments(CANADA)).containsKey(vm);
    }

    @Test
    void firewalls_left_out_of_a_vms_list_are_detached() {
        long vm = vendors.running("training-1");
        vendors.attachFirewalls(vm, CANADA);
        vendors.pass(2);

        vendors.attachFirewalls(vm);

        vendors.pass(2);
        assertThat(vendors.attachments(CANADA)).isEqualTo(before);
    }

    @Test
    void vms_left_out_of_a_firewalls_list_lose_it() {
        long vm = vendors.running("training-1");

        Reply reply = vendors.hyperstack(
                "POST", "/core/firewalls/" + CANADA + "/update-attachments", "{\"vms\":[" + vm + "]}");

        assertThat(reply.status()).isEqualTo(200);
        vendors.pass(2);
        assertThat(vendors.attachments(CANADA)).containsOnlyKeys(vm);
    }

    @Test
    void names_and_the_wrong_key_are_refused() {
        String path = "/core/firewalls/" + CANADA + "/update-attachments";

        assertThat(vendors.hyperstack("POST", path, "{\"vms\":[\"training-1\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(vendors.hyperstack("POST", path, "{\"virtual_machines\":[1]}")
                        .status())
                .isEqualTo(400);
        assertThat(vendors.hyperstack("POST", path, "{\"vms\":[1]}").status()).isEqualTo(404);
    }

    @Test
    void a_vm_that_is_building_takes_no_firewall() {
        long vm = vendors.ordered("training-1");

        assertThat(vendors.attachFirewalls(vm, CANADA).status()).isEqualTo(400);
    }

    @Test
    void a_firewall_of_another_region_is_not_found() {
        long vm = vendors.running("training-1");

        assertThat(vendors.attachFirewalls(vm, NORWAY).status()).isEqualTo(404);
    }

    private List<Long> guarded() {
        return vendors.state()
                .path("firewalls")
                .valueStream()
                .filter(firewall -> firewall.path("id").intValue() == CANADA)
                .flatMap(firewall -> firewall.path("vms").valueStream())
                .map(JsonNode::longValue)
                .toList();
    }
}
