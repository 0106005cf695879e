package io.spotmanager.gateway.launch;

import io.spotmanager.clouds.plan.LaunchPlan;
import io.spotmanager.clouds.plan.LaunchRequest;
import io.spotmanager.clouds.wire.CommandLine;
import io.spotmanager.gateway.launch.LaunchPreview.PlannedStep;
import io.spotmanager.workflow.operation.KernelJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a launch before it has begun, as commands that a person could type. */
record PlannedLaunch(LaunchRequest launch, LaunchPlan plan) {
    private static final String MASK = "***";

    List<PlannedStep> steps() {
        var host = launch.hostname();
        return Stream.of(
                        new PlannedStep(
                                "register machine",
                                "Register the machine at RunPod",
                                "curl -X POST \"$RUNPOD_URL\" -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s'"
                                        .formatted(MASK, json(Map.of("query", registration(host))))),
                        new PlannedStep(
                                "create VM",
                                "Create the VM at Hyperstack",
                                hyperstack("POST", "/core/virtual-machines", json(order()))),
                        new PlannedStep(
                                "wait until active",
                                "Wait until the VM runs and has its public address",
                                hyperstack("GET", "/core/virtual-machines/$VM_ID", null)),
                        new PlannedStep(
                                "check host",
                                "Check in Nova that Hyperstack chose this host",
                                "openstack server list --all-projects --long --name '^%s$'".formatted(host)),
                        attachNetwork(),
                        attachFirewall(),
                        new PlannedStep(
                                "verify",
                                "Look once more: the VM is active, and on its host",
                                "openstack server show $SERVER_ID"))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private @Nullable PlannedStep attachNetwork() {
        var network = plan.region().storageNetwork();
        return network == null
                ? null
                : new PlannedStep(
                        "attach network",
                        "Attach the storage network, unless the VM is on it",
                        "openstack server add network $SERVER_ID " + CommandLine.of(network));
    }

    private @Nullable PlannedStep attachFirewall() {
        var firewall = plan.region().firewallId();
        return firewall == null
                ? null
                : new PlannedStep(
                        "attach firewall",
                        "Attach the firewall from the VM's side",
                        hyperstack(
                                "POST",
                                "/core/virtual-machines/$VM_ID/attach-firewalls",
                                json(Map.of("firewalls", List.of(firewall)))));
    }

    private static String registration(String host) {
        return "mutation { machineAdd(input: {name: \"%s-$OPERATION\"}) { id } }".formatted(host);
    }

    private Map<String, Object> order() {
        var order = new LinkedHashMap<String, Object>();
        order.put("name", launch.hostname());
        order.put("environment_name", plan.region().vm().environment());
        order.put("image_name", launch.imageName());
        order.put("flavor_name", plan.flavor());
        order.put("key_name", plan.region().vm().keyPair());
        order.put("count", 1);
        order.put("assign_floating_ip", true);
        order.put("labels", List.of("spot-operation-$OPERATION"));
        order.put("user_data", MASK);
        return order;
    }

    private static String hyperstack(String method, String path, @Nullable String body) {
        var call = "curl -X %s \"$HYPERSTACK_URL%s\" -H 'api_key: %s'".formatted(method, path, MASK);
        return body == null ? call : call + " -H 'Content-Type: application/json' -d '" + body + "'";
    }

    private static String json(Object value) {
        return KernelJson.MAPPER.writeValueAsString(value).replace("'", "'\\''");
    }
}
