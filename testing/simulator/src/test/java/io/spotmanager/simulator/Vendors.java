package io.spotmanager.simulator;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.hyperstack.HyperstackApi;
import io.spotmanager.simulator.runpod.RunPodApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A customer of the simulated Hyperstack and RunPod, on a fleet of 60 hosts whose clock stands still. */
final class Vendors implements AutoCloseable {

    final Cloud cloud = new Cloud(SimulatorOptions.defaults());

    Reply hyperstack(String method, String path, String body) {
        return cloud.send(method, HyperstackApi.PREFIX + path, body, Map.of("api_key", HyperstackApi.KEY));
    }

    Reply get(String path) {
        return hyperstack("GET", path, "");
    }

    /** Orders a VM of eight L40. */
    Reply order(String name) {
        return order(orderOf(name));
    }

    Reply order(ObjectNode body) {
        return hyperstack("POST", "/core/virtual-machines", Json.write(body));
    }

    static ObjectNode orderOf(String name) {
        return Json.object()
                .put("name", name)
                .put("environment_name", "CA1-RunPod")
                .put("flavor_name", "n3-L40x8")
                .put("image_name", "Debian 12")
                .put("key_name", "operations-CA1-RunPod")
                .put("count", 1)
                .put("assign_floating_ip", true)
                .put("user_data", "#cloud-config\n");
    }

    /** The id of a VM that was just ordered and accepted. */
    long ordered(String name) {
        return order(name).json().at("/instances/0/id").longValue();
    }

    /** A VM that has come to rest. */
    long running(String name) {
        long id = ordered(name);
        pass(10);
        return id;
    }

    JsonNode vm(long id) {
        return get("/core/virtual-machines/" + id).json().path("instance");
    }

    String status(long id) {
        return vm(id).path("status").asString("gone");
    }

    Reply attachFirewalls(long vm, Integer... ids) {
        return hyperstack(
                "POST", "/core/virtual-machines/" + vm + "/attach-firewalls", "{\"firewalls\":" + List.of(ids) + "}");
    }

    /** The VMs that a read of the firewall shows, with the status of each. */
    Map<Long, String> attachments(int firewall) {
        Map<Long, String> shown = new TreeMap<>();
        get("/core/firewalls/" + firewall)
                .json()
                .at("/firewall/attachments")
                .forEach(each -> shown.put(
                        each.at("/vm/id").longValue(), each.path("status").stringValue()));
        return shown;
    }

    Reply graphQl(String document, ObjectNode variables) {
        ObjectNode body = Json.object().put("query", document).set("variables", variables);
        return cloud.send(
                "POST",
                RunPodApi.PREFIX + "/graphql",
                Json.write(body),
                Map.of("Authorization", "Bearer " + RunPodApi.KEY));
    }

    JsonNode state() {
        return cloud.send("GET", "/_simulator/state", "", Map.of()).json();
    }

    /** A host for RunPod on which nothing runs. */
    String emptyHost() {
        return cloud.emptyHost("L40-n3-runpod");
    }

    void pass(int seconds) {
        cloud.time.pass(Duration.ofSeconds(seconds));
    }

    @Override
    public void close() {
        cloud.close();
    }
}
