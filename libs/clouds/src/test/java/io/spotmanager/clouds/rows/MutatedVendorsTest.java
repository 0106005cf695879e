package io.spotmanager.clouds.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.Fuzz;
import io.spotmanager.clouds.fixture.MutatingServer;
import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.VmProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever Hyperstack, NetBox and RunPod answer, each call ends with a classified answer and never throws. */
class MutatedVendorsTest {
    private static final Map<String, String> HYPERSTACK = Map.of(
            "/core/virtual-machines", """
                    {"status": true, "message": "ok", "page": 1, "page_size": 10, "count": 2, "instances": [
                      {"id": 1, "name": "x", "status": "ACTIVE", "power_state": "RUNNING", "vm_state": "active", "labels": ["a"],
                       "environment": {"name": "e"}, "flavor": {"name": "f"}, "fixed_ip": "10.0.0.1", "floating_ip": "1.2.3.4",
                       "floating_ip_status": "ATTACHED", "created_at": "2026-11-23T12:00:00"}]}""",
            "/core/virtual-machines/1", """
                    {"status": true, "message": "ok", "instance": {"id": 1, "name": "x", "status": "ACTIVE", "labels": null}}""",
            "/core/firewalls", """
                    {"status": true, "firewalls": [{"id": 1, "name": "a", "environment": {"name": "e"},
                      "attachments": [{"id": 1, "status": "ATTACHED", "vm": {"id": 5}}]}]}""",
            "/core/firewalls/1", "{\"status\": true, \"firewall\": {\"id\": 1, \"name\": \"a\", \"attachments\": []}}",
            "/core/images", """
                    {"status": true, "images": [{"type": "Ubuntu", "images": [{"id": 1, "name": "i", "region_name": "CANADA-1", "size": 5}]}]}""",
            "/core/flavors", """
                    {"status": true, "data": [{"gpu": "L40", "flavors": [{"id": 1, "name": "f", "region_name": "CANADA-1", "gpu_count": 8}]}]}""",
            "/core/environments",
                    "{\"status\": true, \"environments\": [{\"id\": 1, \"name\": \"e\", \"region\": \"CANADA-1\"}]}",
            "/core/keypairs",
                    "{\"status\": true, \"keypairs\": [{\"name\": \"k\", \"environment\": {\"name\": \"e\"}}]}");

    private static final Map<String, String> NETBOX = Map.of(
            "/api/dcim/devices/", """
                    {"count": 1, "next": null, "previous": null, "results": [
                      {"id": 1, "name": "A", "status": {"value": "active"}, "tenant": {"id": 5, "name": "Acme"}, "site": {"name": "CA1"},
                       "rack": {"name": "R1"}, "role": {"slug": "gpu", "name": "GPU"}, "tags": [{"slug": "gpu"}],
                       "custom_fields": {"NVLinks": true}, "display_url": "https://x/1/"}]}""",
            "/api/dcim/devices/?", """
                    {"count": 2, "next": "http://netbox/api/dcim/devices/?limit=1&offset=1", "results": [{"id": 1, "name": "A"}]}""",
            "/api/tenancy/tenants/", """
                    {"count": 1, "next": null, "results": [{"id": 5, "name": "Acme", "group": {"id": 1, "name": "G"}}]}""");

    private static final Map<String, String> RUNPOD = Map.of("/", """
            {"data": {"myself": {"machines": [{"id": "m1", "name": "x", "registered": true, "gpuReserved": 1, "installCert": "c"}]},
              "machineAdd": {"id": "m1", "name": "x"}, "machineDelete": {"id": "m1"}},
             "errors": []}""");

    private static final List<Function<VmProvider, CloudResult<?>>> VM_CALLS = List.of(
            vms -> vms.named("x"),
            vms -> vms.vm(1),
            vms -> vms.delete(1),
            vms -> vms.create(SimulatedVendors.order("x")),
            vms -> vms.firewall(1),
            vms -> vms.firewalls(5),
            vms -> vms.attachFirewalls(1, List.of(1L)),
            vms -> vms.images("CANADA-1"),
            vms -> vms.flavors("CANADA-1"),
            VmProvider::environments,
            VmProvider::keyPairs);

    private static final List<Function<MachineRegistry, CloudResult<?>>> MACHINE_CALLS = List.of(
            MachineRegistry::machines,
            machines -> machines.named("x"),
            machines -> machines.add("x"),
            machines -> machines.remove("m1"),
            machines -> machines.installCertificate("m1"));

    private final AtomicInteger good = new AtomicInteger();
    private int calls;

    @Test
    void every_answer_is_classified() {
        Fuzz.of(MutatedVendorsTest.class, 60).run(random -> {
            try (var hyperstack = new MutatingServer(HYPERSTACK, random);
                    var netbox = new MutatingServer(NETBOX, random);
                    var runPod = new MutatingServer(RUNPOD, random)) {
                VmProvider vms = HyperstackProvider.connect(
                        HyperstackSettings.from(
                                        Map.of("HYPERSTACK_URL", hyperstack.url(), "HYPERSTACK_API_KEY", "key")::get)
                                .orElseThrow(),
                        RateLimiter.UNLIMITED);
                VM_CALLS.forEach(call -> judged(call.apply(vms)));
                MachineRegistry machines = RunPodRegistry.connect(
                        RunPodSettings.from(Map.of("RUNPOD_URL", runPod.url(), "RUNPOD_API_KEY", "key")::get)
                                .orElseThrow());
                MACHINE_CALLS.forEach(call -> judged(call.apply(machines)));
                judged(RestNetbox.connect(NetboxSettings.from(
                                        Map.of("NETBOX_URL", netbox.url(), "NETBOX_TOKEN", "0123456789")::get)
                                .orElseThrow())
                        .devices());
            }
        });
        // Otherwise the changes would be so coarse that nothing behind the first check is reached.
        assertThat(good.get()).isGreaterThan(calls / 10);
    }

    private void judged(CloudResult<?> answer) {
        calls++;
        if (answer.ok()) {
            good.incrementAndGet();
        }
        assertThat(answer.problem()).doesNotContain("the client failed");
    }
}
