package io.spotmanager.simulator;

import io.spotmanager.simulator.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Some recordings keep only a part of the answer; here is the same part for each of them. */
final class Excerpts {

    private static final String HOST = "OS-EXT-SRV-ATTR:host";
    private static final String ZONE = "OS-EXT-AZ:availability_zone";
    private static final String HYPERVISOR = "OS-EXT-SRV-ATTR:hypervisor_hostname";
    private static final String POWER = "OS-EXT-STS:power_state";
    private static final String TASK = "OS-EXT-STS:task_state";
    private static final String VM_STATE = "OS-EXT-STS:vm_state";

    private static final Map<String, UnaryOperator<JsonNode>> BY_NAME = Map.ofEntries(
            Map.entry("10-aggregates-list-2.1", body -> firstTwo(body, "aggregates")),
            Map.entry("11-aggregates-list-2.41", body -> firstTwo(body, "aggregates")),
            Map.entry("26b-servers-az-after-that", body -> each(body.path("servers"), List.of("name", ZONE, HOST))),
            Map.entry("54-server-deleted-flavor-2.47", body -> pick(body.path("server"), List.of("name", "flavor"))),
            Map.entry(
                    "56-server-shelved-offloaded",
                    body -> pick(
                            body.path("server"), List.of("name", "status", VM_STATE, POWER, HOST, HYPERVISOR, ZONE))),
            Map.entry(
                    "57-server-novalidhost",
                    body -> pick(
                            body.path("server"), List.of("name", "status", "fault", VM_STATE, HOST, HYPERVISOR, ZONE))),
            Map.entry("60-servers-host-filter", Excerpts::withFlavorNames),
            Map.entry("62-servers-host-filter-wrong-case", body -> each(body.path("servers"), List.of("name", HOST))),
            Map.entry("62b-servers-host-filter-prefix", body -> each(body.path("servers"), List.of("name", HOST))),
            Map.entry("67-servers-paging-limit-5000", body -> counted(body, "servers")),
            Map.entry("67b-servers-paging-limit-exact", body -> counted(body, "servers")),
            Map.entry("67d-servers-limit-zero", body -> counted(body, "servers")),
            Map.entry(
                    "69-server-booted-with-host-2.74",
                    body -> pick(body.path("server"), List.of("name", "status", HOST, ZONE))),
            Map.entry(
                    "72-member-host-filter",
                    body -> Cloud.json(String.valueOf(body.path("servers").size()))),
            Map.entry("80-flavors-default", Excerpts::flavorSummary),
            Map.entry("81-flavors-is_public-None", Excerpts::flavorSummary),
            Map.entry("82-flavors-is_public-false", Excerpts::flavorSummary),
            Map.entry("83-flavors-is_public-none-lowercase", Excerpts::flavorSummary),
            Map.entry("84-flavors-member-is_public-None", Excerpts::flavorSummary),
            Map.entry("86-flavor-fields-2.1", Excerpts::oneFlavor),
            Map.entry("87-flavor-fields-2.61", Excerpts::oneFlavor),
            Map.entry("93-server-addresses-after", body -> body.at("/server/addresses")),
            Map.entry("a0-max_limit-no-limit-given", body -> counted(body, "servers")),
            Map.entry("a1-max_limit-larger-limit", body -> counted(body, "servers")),
            Map.entry("a2-max_limit-host-filter", body -> counted(body, "servers")),
            Map.entry("a3-max_limit-flavors", body -> counted(body, "flavors")),
            Map.entry("a6-max_limit-aggregates", body -> counted(body, "aggregates")),
            Map.entry("a7-max_limit-services", body -> counted(body, "services")),
            Map.entry("e1-placement-down-hosts-after-add", body -> body.at("/aggregate/hosts")),
            Map.entry("e3-placement-down-hosts-after-remove", body -> body.at("/aggregate/hosts")),
            Map.entry("h2-v2-aggregates", body -> firstOf(1, body, "aggregates")),
            Map.entry(
                    "h3-v2-server",
                    body -> Json.object()
                            .put("name", body.at("/server/name").stringValue())
                            .set(
                                    "flavor",
                                    Json.strings(List.copyOf(
                                            body.at("/server/flavor").propertyNames())))
                            .set("host", body.at("/server").path(HOST))),
            Map.entry("h4-v2-flavors", Excerpts::oneFlavor),
            Map.entry(
                    "i1-verify-resize",
                    body -> pick(body.path("server"), List.of("name", "status", VM_STATE, TASK, POWER, HOST))
                            .set("flavor", body.at("/server/flavor/original_name"))),
            Map.entry("i5-migrations-limit", body -> counted(body, "migrations")),
            Map.entry(
                    "i8-resize-host-is-empty",
                    body -> Json.object().put("servers", body.path("servers").size())),
            Map.entry(
                    "j1-soft-deleted-show",
                    body -> pick(body.path("server"), List.of("name", "status", VM_STATE, TASK, POWER, HOST))),
            Map.entry("j2-soft-deleted-list", body -> each(body.path("servers"), List.of("name", "status", HOST))),
            Map.entry("j3-soft-deleted-on-host", body -> each(body.path("servers"), List.of("name", "status", HOST))),
            Map.entry("j4-soft-deleted-not-listed", body -> body.path("servers")),
            Map.entry(
                    "j5-soft-deleted-not-in-all",
                    body -> Cloud.json(String.valueOf(body.path("servers")
                            .valueStream()
                            .filter(server -> server.path("name").stringValue().equals("recorded-resize"))
                            .count()))),
            Map.entry("k0-max_limit-all-tenants-2.69", body -> counted(body, "servers")),
            Map.entry("k1-max_limit-migrations", body -> counted(body, "migrations")),
            Map.entry("l0-access-rules-allowed", body -> firstOf(1, body, "aggregates")),
            Map.entry("m0-down-cell-servers-2.69", body -> unknownOnes(body, true)),
            Map.entry("m1-down-cell-servers-2.47", body -> unknownOnes(body, false)),
            Map.entry("m2-down-cell-servers-limit", body -> without(unknownOnes(body, false), "servers_links")),
            Map.entry("m4-down-cell-services-2.69", Excerpts::unknownServices),
            Map.entry(
                    "m5-down-cell-services-2.53",
                    body -> Cloud.json(String.valueOf(body.path("services").size()))),
            Map.entry(
                    "mb-down-cell-migrations",
                    body -> Cloud.json(String.valueOf(body.path("migrations").size()))),
            Map.entry(
                    "mc-down-cell-aggregates",
                    body -> Cloud.json(String.valueOf(body.path("aggregates").size()))),
            Map.entry("n0-neutron-page", body -> counted(body, "networks")),
            Map.entry("n1-neutron-full-last-page", body -> counted(body, "networks")),
            Map.entry("n2-neutron-page-after-it", body -> counted(body, "networks")),
            Map.entry("n5-neutron-no-limit", body -> counted(body, "networks")),
            Map.entry(
                    "g1-compute-down-service",
                    body -> pick(body.at("/services/0"), List.of("host", "status", "state", "updated_at"))));

    private Excerpts() {}

    static JsonNode of(String capture, JsonNode body) {
        return BY_NAME.getOrDefault(capture, whole -> whole).apply(body);
    }

    private static JsonNode firstTwo(JsonNode body, String key) {
        return firstOf(2, body, key);
    }

    private static JsonNode firstOf(int most, JsonNode body, String key) {
        ArrayNode cut = Json.array();
        body.path(key).valueStream().limit(most).forEach(cut::add);
        return Json.object().set(key, cut);
    }

    private static ObjectNode pick(JsonNode object, List<String> keys) {
        ObjectNode picked = Json.object();
        keys.forEach(key -> picked.set(key, object.path(key)));
        return picked;
    }

    private static ArrayNode each(JsonNode array, List<String> keys) {
        ArrayNode picked = Json.array();
        array.forEach(object -> picked.add(pick(object, keys)));
        return picked;
    }

    private static JsonNode withFlavorNames(JsonNode body) {
        ArrayNode picked = Json.array();
        for (JsonNode server : body.path("servers")) {
            picked.add(pick(server, List.of("name", "status", "tenant_id", HOST))
                    .set("flavor", server.at("/flavor/original_name")));
        }
        return picked;
    }

    private static ObjectNode counted(JsonNode body, String key) {
        JsonNode links = body.path(key + "_links");
        ObjectNode summary = Json.object().put(key, body.path(key).size());
        return links.isMissingNode() ? summary.putNull(key + "_links") : summary.set(key + "_links", links);
    }

    private static ObjectNode unknownOnes(JsonNode body, boolean firstAndCount) {
        List<JsonNode> unknown = body.path("servers")
                .valueStream()
                .filter(server -> server.path("status").stringValue().equals("UNKNOWN"))
                .toList();
        ArrayNode shown = Json.array();
        unknown.stream().limit(firstAndCount ? 1 : unknown.size()).forEach(shown::add);
        ObjectNode summary = counted(body, "servers").set("unknown", shown);
        return firstAndCount ? summary.put("count", unknown.size()) : summary;
    }

    private static JsonNode without(ObjectNode object, String key) {
        object.remove(key);
        return object;
    }

    private static JsonNode unknownServices(JsonNode body) {
        ArrayNode sorted = Json.array();
        body.path("services")
                .valueStream()
                .filter(service -> service.path("status").stringValue().equals("UNKNOWN"))
                .sorted(Comparator.comparing(service -> service.path("host").stringValue()))
                .forEach(sorted::add);
        return sorted;
    }

    private static JsonNode flavorSummary(JsonNode body) {
        List<String> hidden = body.path("flavors")
                .valueStream()
                .filter(flavor -> !flavor.path("os-flavor-access:is_public").booleanValue())
                .map(flavor -> flavor.path("name").stringValue())
                .sorted()
                .toList();
        long legacy = body.path("flavors")
                .valueStream()
                .filter(flavor -> flavor.path("name").stringValue().contains("legacy"))
                .count();
        return Json.object()
                .put("flavors", body.path("flavors").size())
                .put("legacy_shown", (int) legacy)
                .set("non_public", Json.strings(hidden));
    }

    private static JsonNode oneFlavor(JsonNode body) {
        ArrayNode found = Json.array();
        body.path("flavors")
                .valueStream()
                .filter(flavor -> flavor.path("name").stringValue().equals("n3-L40x2"))
                .forEach(found::add);
        return Json.object().set("flavors", found);
    }

    /** The recorded body with the lists sorted whose order depends on random ids. */
    static JsonNode sorted(JsonNode recorded) {
        if (!recorded.has("non_public")) {
            return recorded;
        }
        List<String> names = recorded.path("non_public")
                .valueStream()
                .map(JsonNode::stringValue)
                .sorted()
                .toList();
        return ((ObjectNode) recorded.deepCopy()).set("non_public", Json.strings(names));
    }
}
