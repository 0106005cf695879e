package io.spotmanager.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A VM that lacks the firewall of its region is shown, and gets it without any other losing one. */
@GatewayTest
class AttachFirewallTest {
    private static final String FIREWALL = "/api/hyperstack/firewalls/971";
    private static final String UPDATE = "/api/hyperstack/firewall/update-attachments";
    private static final String GUARDED = "CA1-ESC8-L40-04";
    private static final String LACKING = "CA1-ESC8-L40-05";

    private final Gateway gateway;
    private long guarded;
    private long lacking;

    AttachFirewallTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void one_vm_has_the_firewall_and_one_lacks_it() {
        gateway.knowsTheCatalogue();
        guarded = gateway.cloud().runsVm(GUARDED);
        lacking = gateway.cloud().runsVm(LACKING);
        gateway.cloud().attachesFirewalls(guarded, List.of(971L));
    }

    private static String of(String host, String... more) {
        return "{\"hostname\": \"%s\", \"reason\": \"lost\"%s}".formatted(host, String.join("", more));
    }

    private static List<String> names(JsonNode vms) {
        return vms.valueStream().map(vm -> vm.path("name").asString()).toList();
    }

    /** The numbers of all that have the firewall, those of the simulated cloud as well, and of these. */
    private List<Long> allAnd(Long... more) {
        return Stream.concat(
                        gateway.viewer()
                                .get(FIREWALL)
                                .is(200)
                                .json()
                                .path("attachments")
                                .valueStream()
                                .map(vm -> vm.path("vm_id").asLong()),
                        Stream.of(more))
                .toList();
    }

    @Test
    void a_firewall_shows_who_has_it_and_who_of_its_region_lacks_it() {
        gateway.cloud().runsVm("other");
        var firewall = gateway.viewer().get(FIREWALL).is(200).json();

        assertThat(firewall.path("regions").toString()).isEqualTo("[\"CANADA-1\"]");
        assertThat(names(firewall.path("attachments"))).contains(GUARDED).doesNotContain(LACKING);
        assertThat(names(firewall.path("missing"))).containsExactly(LACKING);
        assertThat(firewall.at("/missing/0/vm_id").asLong()).isEqualTo(lacking);
        assertThat(firewall.path("unread")).isEmpty();
    }

    @Test
    void a_preview_shows_the_list_that_would_be_sent_and_changes_nothing() {
        gateway.cloud().forgetsCalls();
        var preview = gateway.viewer()
                .post(FIREWALL + "/preview-attach", "{\"hostname\": \"%s\"}".formatted(LACKING))
                .is(200);

        assertThat(preview.json().path("allowed").asBoolean()).isTrue();
        assertThat(preview.json().at("/steps/0/command").asString())
                .contains("/core/virtual-machines/%d/attach-firewalls".formatted(lacking), "[971]");
        assertThat(gateway.cloud().calls("attach-firewalls")).isZero();
    }

    @Test
    void a_vm_that_has_it_needs_no_call_and_one_of_another_region_is_refused() {
        var has = gateway.viewer()
                .post(FIREWALL + "/preview-attach", "{\"hostname\": \"%s\"}".formatted(GUARDED))
                .is(200)
                .says("has the firewall 971 already");
        assertThat(has.json().path("steps")).isEmpty();

        var elsewhere = gateway.viewer()
                .post("/api/hyperstack/firewalls/972/preview-attach", "{\"hostname\": \"%s\"}".formatted(LACKING))
                .is(200)
                .says("is 971 and not 972");
        assertThat(elsewhere.json().path("allowed").asBoolean()).isFalse();
    }

    @Test
    void an_accepted_attachment_is_on_record_and_holds_its_host() {
        var answer = gateway.operator()
                .post(FIREWALL + "/attach", of(LACKING, ", \"vm_id\": %d".formatted(lacking)))
                .is(202);

        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.field("kind")).isEqualTo("attach-firewall");
        assertThat(operation.field("host")).isEqualTo(LACKING);
        assertThat(operation.field("reason")).isEqualTo("lost");
        assertThat(operation.json().path("request").toString())
                .isEqualTo("{\"vm_id\":%d,\"hostname\":\"%s\",\"firewall_id\":971}".formatted(lacking, LACKING));
        gateway.operator()
                .post(FIREWALL + "/attach", of(LACKING))
                .isProblem(409, "host-busy")
                .says(answer.id().toString());
    }

    @Test
    void a_list_of_the_former_tool_attaches_what_it_adds() {
        var all = gateway.operator()
                .post(UPDATE, "{\"firewall_id\": 971, \"vm_ids\": %s}".formatted(allAnd(lacking)))
                .is(202)
                .json();

        assertThat(all.path("success").asBoolean()).isTrue();
        assertThat(all.path("operations")).hasSize(1);
        var begun = all.at("/operations/0");
        assertThat(begun.path("hostname").asString()).isEqualTo(LACKING);
        assertThat(gateway.viewer()
                        .get(begun.path("href").asString())
                        .is(200)
                        .json()
                        .at("/request/vm_id")
                        .asLong())
                .isEqualTo(lacking);
    }

    @Test
    void a_list_that_adds_nothing_begins_nothing() {
        var none = gateway.operator()
                .post(UPDATE, "{\"vm_ids\": %s}".formatted(allAnd()))
                .is(200)
                .json();

        assertThat(none.path("firewall_id").asLong()).isEqualTo(971);
        assertThat(none.path("operations")).isEmpty();
        assertThat(gateway.viewer().get("/api/operations").json().path("items")).isEmpty();
    }

    @Test
    void a_list_that_would_detach_a_vm_is_refused_and_names_it() {
        var others = allAnd(lacking).stream().filter(vm -> vm != guarded).toList();
        gateway.operator()
                .post(UPDATE, "{\"vm_ids\": %s}".formatted(others))
                .blames("vm_ids")
                .says("detach it from %s (%d).".formatted(GUARDED, guarded));

        assertThat(gateway.viewer().get("/api/operations").json().path("items")).isEmpty();
    }

    /** One of two is held: then neither begins. */
    @Test
    void a_list_begins_as_a_whole_or_not_at_all() {
        var third = gateway.cloud().runsVm("CA1-ESC8-L40-06");
        gateway.operator().post(FIREWALL + "/attach", of("CA1-ESC8-L40-06")).is(202);

        gateway.operator()
                .post(UPDATE, "{\"vm_ids\": %s}".formatted(allAnd(lacking, third)))
                .isProblem(409, "host-busy");

        assertThat(gateway.viewer().get("/api/operations").json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attach             | {"hostname": "CA1-ESC8-L40-05"}                                | reason
            attach             | {"reason": "lost"}                                             | hostname
            attach             | {"hostname": "no such", "reason": "lost"}                      | hostname
            attach             | {"hostname": "CA1-ESC8-L40-05", "reason": "lost", "vm_id": 0}  | vm_id
            preview-attach     | {"hostname": "CA1-ESC8-L40-05", "reason": "lost"}              | reason
            update-attachments | {}                                                             | vm_ids
            update-attachments | {"vm_ids": []}                                                 | vm_ids
            update-attachments | {"vm_ids": [4711]}                                             | vm_ids
            update-attachments | {"vm_ids": [7], "vms": [7]}                                    | vms
            """)
    void a_wrong_field_is_named(String action, String body, String field) {
        var path = action.startsWith("update") ? UPDATE : FIREWALL + "/" + action;
        gateway.operator().post(path, body).blames(field);
    }
}
