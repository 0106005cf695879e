package io.spotmanager.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.table.HostRow.Service;
import io.spotmanager.fleet.table.HostRow.Usage;
import io.spotmanager.fleet.table.VmRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetProjectionTest {
    private final Sketch sketch = new Sketch();

    @ParameterizedTest(name = "{0} is {1} of {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "L40-n3, ON_DEMAND, L40, false",
                "A100-n3-NVLink, ON_DEMAND, A100, true",
                "A100-n3-NVLink-spot, SPOT, A100, true",
                "RTX-A6000-n3-runpod, RUNPOD, RTX-A6000, false",
                "Contract-ACME-8xA100, CONTRACT, A100, false",
                "cpu-general, -, -, false"
            })
    void every_aggregate_is_a_pool_of_its_name_also_an_empty_one(
            String name, String kind, String gpuType, boolean nvlink) {
        var pool = sketch.pool(name).poolRow(name);

        assertThat(pool.kind()).isEqualTo(kind);
        assertThat(pool.gpuType()).isEqualTo(gpuType);
        assertThat(pool.nvlink()).isEqualTo(nvlink);
    }

    @Test
    void a_contract_whose_name_is_silent_is_known_by_its_hosts() {
        var pool = sketch.pool("contract-initech", "CA1-L40-01", "CA1-L40-02").poolRow("contract-initech");

        assertThat(pool.gpuType()).isEqualTo("L40");
        assertThat(pool.gpuTypeFrom()).isEqualTo("hosts");
    }

    @Test
    void a_contract_with_hosts_of_several_types_or_of_none_stays_unclassified() {
        sketch.pool("contract-mixed", "CA1-L40-01", "US1-H100-01").pool("contract-odd", "odd-1");

        assertThat(sketch.poolRow("contract-mixed").gpuType()).isNull();
        assertThat(sketch.poolRow("contract-odd").gpuType()).isNull();
        assertThat(sketch.host("CA1-L40-01").sale().gpuType()).isEqualTo("L40");
        assertThat(sketch.host("odd-1").sale().gpuType()).isNull();
    }

    @Test
    void the_type_of_a_contracts_host_may_be_a_tag_or_the_contracts_own() {
        sketch.pool("contract-tagged", "odd-1")
                .device("odd-1", "active", null, "gpu", "nvidia-h100-pcie")
                .pool("Contract-ACME-A100", "odd-2");

        assertThat(sketch.host("odd-1").sale().gpuType()).isEqualTo("H100");
        assertThat(sketch.host("odd-2").sale().gpuType()).isEqualTo("A100");
    }

    @Test
    void a_vm_that_counts_no_gpu_on_a_host_with_gpus_is_told() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02")
                .server("CA1-L40-01", "n3-L40x4")
                .server("CA1-L40-01", new Flavor("n3-vgpu", Map.of("resources:VGPU", "2")), "ACTIVE")
                .server("CA1-L40-01", new Flavor("", Map.of()), "ACTIVE")
                .server("CA1-L40-02", "n3-L40x4")
                .pool("cpu-general", "CA1-CPU-01")
                .server("CA1-CPU-01", "n1-cpu-medium");

        assertThat(sketch.host("CA1-L40-01").usage().gpuUsed()).isEqualTo(4);
        assertThat(sketch.host("CA1-L40-01").usage().gpuNote())
                .isEqualTo("2 VMs with a flavor that names no whole GPU: n3-vgpu, unknown");
        assertThat(sketch.host("CA1-L40-02").usage().gpuNote()).isNull();
        assertThat(sketch.host("CA1-CPU-01").usage().gpuNote()).isNull();
    }

    @Test
    void gpus_are_added_up_over_the_servers_of_a_host_whatever_became_of_their_flavors() {
        sketch.pool("L40-n3", "CA1-L40-01")
                .server("CA1-L40-01", "n3-L40x4")
                .server("CA1-L40-01", "n2-L40x1-legacy")
                .server("CA1-L40-01", new Flavor("odd", Map.of("pci_passthrough:alias", "l40:2")), "SHUTOFF")
                .server(null, new Flavor("n3-L40x8", Map.of()), "SHELVED_OFFLOADED")
                .server(null, new Flavor("n3-L40x8", Map.of()), "ERROR");

        assertThat(sketch.host("CA1-L40-01").usage()).isEqualTo(new Usage(7, 8, 3, List.of(), null));
        assertThat(sketch.project().vms()).hasSize(5);
    }

    @Test
    void an_a4000_host_has_ten_gpus() {
        assertThat(sketch.pool("RTX-A4000-n3", "CA1-ESC4-A4000-01")
                        .host("CA1-ESC4-A4000-01")
                        .usage()
                        .gpuCapacity())
                .isEqualTo(10);
    }

    @Test
    void a_host_is_available_until_something_runs_on_it() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02").server("CA1-L40-02", "n3-L40x1");

        assertThat(sketch.host("CA1-L40-01").sale().status()).isEqualTo("AVAILABLE");
        assertThat(sketch.host("CA1-L40-02").sale().status()).isEqualTo("IN_USE");
    }

    @Test
    void every_reason_is_told_why_a_host_cannot_be_sold() {
        sketch.pool("L40-n3", "failed", "disabled", "down", "twice")
                .pool("L40-n3-spot", "twice")
                .service("disabled", false, true, "broken NIC")
                .service("down", true, false, null)
                .service("nowhere-L40", true, true, null)
                .device("failed", "failed", null);

        assertThat(sketch.reasons("failed")).containsExactly("NETBOX_STATUS");
        assertThat(sketch.why("failed")).isEqualTo("NetBox says failed");
        assertThat(sketch.reasons("disabled")).containsExactly("SERVICE_DISABLED");
        assertThat(sketch.why("disabled")).endsWith("broken NIC");
        assertThat(sketch.reasons("down")).containsExactly("SERVICE_DOWN");
        assertThat(sketch.reasons("twice")).containsExactly("SEVERAL_POOLS");
        assertThat(sketch.why("twice")).isEqualTo("in L40-n3 and L40-n3-spot at once");
        assertThat(sketch.reasons("nowhere-L40")).containsExactly("NO_AGGREGATE");
    }

    @Test
    void a_host_out_of_stock_for_several_reasons_names_them_all_and_keeps_its_servers() {
        sketch.pool("L40-n3", "CA1-L40-01")
                .service("CA1-L40-01", false, false, null)
                .device("ca1-l40-01", "rma", null)
                .server("CA1-L40-01", "n3-L40x2");

        assertThat(sketch.reasons("CA1-L40-01")).containsExactly("NETBOX_STATUS", "SERVICE_DISABLED", "SERVICE_DOWN");
        assertThat(sketch.host("CA1-L40-01").usage().gpuUsed()).isEqualTo(2);
    }

    @Test
    void a_gpu_host_in_other_aggregates_only_is_out_of_stock_and_a_plain_one_is_none_of_our_business() {
        sketch.pool("maintenance", "CA1-L40-01")
                .pool("cpu-general", "CA1-CPU-01")
                .server("CA1-CPU-01", "n1-cpu");

        assertThat(sketch.reasons("CA1-L40-01")).containsExactly("NO_AGGREGATE");
        assertThat(sketch.why("CA1-L40-01")).isEqualTo("in no pool, only in maintenance");
        assertThat(sketch.reasons("CA1-CPU-01")).isEmpty();
        assertThat(sketch.host("CA1-CPU-01").usage()).isEqualTo(new Usage(0, 0, 1, List.of(), null));
    }

    @Test
    void services_that_were_never_read_are_no_reason() {
        sketch.pool("L40-n3", "CA1-L40-01").noServices();

        assertThat(sketch.reasons("CA1-L40-01")).isEmpty();
        assertThat(sketch.host("CA1-L40-01").service()).isEqualTo(Service.NONE);
    }

    @Test
    void a_host_without_a_service_among_others_with_one_cannot_be_sold() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02").noServices().service("CA1-L40-02", true, true, null);

        assertThat(sketch.why("CA1-L40-01")).isEqualTo("Nova runs no compute service on it");
    }

    @Test
    void netbox_knows_hosts_in_any_case_and_says_whose_they_are() {
        var host = sketch.pool("L40-n3", "CA1-L40-01")
                .device("ca1-l40-01", "active", null)
                .host("CA1-L40-01");

        assertThat(host.ownership().tenant()).isEqualTo("Acme");
        assertThat(host.ownership().rack()).isEqualTo("R12");
        assertThat(host.netbox().netboxUrl()).isEqualTo("https://netbox/ca1-l40-01");
        assertThat(host.sale().status()).isEqualTo("AVAILABLE");
    }

    @Test
    void nvlink_is_what_netbox_says_else_what_the_pool_promises_else_unknown() {
        sketch.pool("A100-n3-NVLink", "said-no", "promised")
                .pool("A100-n3", "said-yes", "unknown")
                .device("said-no", "active", false)
                .device("said-yes", "active", true)
                .device("unknown", "active", null);

        assertThat(sketch.host("said-no").sale().nvlinks()).isFalse();
        assertThat(sketch.host("promised").sale().nvlinks()).isTrue();
        assertThat(sketch.host("said-yes").sale().nvlinks()).isTrue();
        assertThat(sketch.host("unknown").sale().nvlinks()).isNull();
    }

    @Test
    void a_gpu_machine_that_the_cloud_has_lost_is_missed_and_others_are_not() {
        sketch.pool("L40-n3", "CA1-L40-01")
                .device("US1-H100-09", "failed", null, "nvidia-h100-sxm")
                .device("US1-H100-10", "inventory", null, "nvidia-h100-sxm")
                .device("ca1-l40-01", "active", null, "nvidia-l40")
                .device("CA1-SWITCH-1", "active", null);

        assertThat(sketch.hosts()).containsExactly("CA1-L40-01", "US1-H100-09");
        assertThat(sketch.reasons("US1-H100-09")).containsExactly("NETBOX_STATUS", "NO_AGGREGATE", "SERVICE_DOWN");
        assertThat(sketch.host("US1-H100-09").sale().gpuType()).isEqualTo("H100");
    }

    @Test
    void before_the_cloud_was_read_nothing_is_missed() {
        assertThat(sketch.device("US1-H100-09", "active", null, "nvidia-h100-sxm")
                        .hosts())
                .isEmpty();
    }

    @Test
    void the_zone_is_that_of_an_aggregate_or_else_of_the_service() {
        sketch.pool("L40-n3", "H1", "H2").poolIn("CANADA-1", "zone-maker", "H1");

        assertThat(sketch.host("H1").sale().zone()).isEqualTo("CANADA-1");
        assertThat(sketch.host("H2").sale().zone()).isEqualTo("nova");
    }

    @Test
    void servers_tell_the_name_of_their_project_where_it_is_known() {
        sketch.server("H1", "n3-L40x1");
        assertThat(sketch.project().vms()).extracting(VmRow::tenant).containsExactly(new VmRow.Tenant("p", null));

        sketch.project("p", "acme");
        assertThat(sketch.project().vms()).extracting(VmRow::tenant).containsExactly(new VmRow.Tenant("p", "acme"));
    }

    @Test
    void what_was_drawn_can_be_drawn_again_from_its_rows() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02")
                .poolIn("az-runpod", "A100-n3-runpod")
                .pool("L40-n3-spot", "CA1-L40-02")
                .service("CA1-L40-02", false, true, "why")
                .server("CA1-L40-01", "n3-L40x4")
                .server("CA1-L40-01", new Flavor("odd", Map.of("pci_passthrough:alias", "l40:2")), "ACTIVE")
                .server(null, "n3-L40x8")
                .project("p", "acme")
                .device("CA1-L40-01", "failed", true, "nvidia-l40");
        var drawn = sketch.project();

        var again = new FleetProjection(FleetSettings.STANDARD)
                .project(Observations.of(drawn), new DriftDetector(Map.of(), Map.of(), Map.of(), Sketch.NOON));

        assertThat(again.hosts()).isEqualTo(drawn.hosts());
        assertThat(again.pools()).isEqualTo(drawn.pools());
        assertThat(again.vms()).isEqualTo(drawn.vms());
        assertThat(again.members()).containsExactlyInAnyOrderElementsOf(drawn.members());
        assertThat(again.devices()).isEqualTo(drawn.devices());
    }

    @Test
    void a_tenant_that_no_list_shows_makes_a_host_one_in_use_and_what_is_left_over_does_not() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02")
                .hidden(
                        "CA1-L40-01",
                        HiddenTenant.softDeleted(
                                new Server("s", "web", "SOFT_DELETED", "CA1-L40-01", "p", Flavor.named(""), null)))
                .hidden("CA1-L40-02", HiddenTenant.leftOver("c", "is nobody's"));

        assertThat(sketch.host("CA1-L40-01").usage().vmCount()).isEqualTo(1);
        assertThat(sketch.host("CA1-L40-01").sale().status()).isEqualTo("IN_USE");
        assertThat(sketch.host("CA1-L40-01").usage().hiddenTenants()).hasSize(1);
        assertThat(sketch.host("CA1-L40-02").usage().vmCount()).isZero();
        assertThat(sketch.host("CA1-L40-02").usage().hiddenTenants()).hasSize(1);
    }
}
