package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Devices and tenants as a version of NetBox writes them.
 *
 * @param base where NetBox is, without {@code /api} and without a slash at the end
 */
record NetboxView(String base, NetboxVersion version) {

    private static final String ENTERED = "2026-11-23T11:44:15.402201Z";
    private static final String[] COUNTS = {
        "console_port_count",
        "console_server_port_count",
        "power_port_count",
        "power_outlet_count",
        "interface_count",
        "front_port_count",
        "rear_port_count",
        "device_bay_count",
        "module_bay_count",
        "inventory_item_count"
    };

    ObjectNode device(Device device) {
        String display = device.name() == null ? "GPU server (" + device.id() + ")" : device.name();
        ObjectNode json = head("dcim/devices", device.id(), display).put("name", device.name());
        json.set(
                "device_type",
                brief("dcim/device-types", new Named(1, "GPU server", "gpu-server"))
                        .put("model", "GPU server")
                        .set("manufacturer", brief("dcim/manufacturers", Named.of(1, "Generic"))));
        json.set(version == NetboxVersion.OLD ? "device_role" : "role", brief("dcim/device-roles", device.role()));
        json.set(
                "tenant",
                device.tenant() == null
                        ? null
                        : brief("tenancy/tenants", device.tenant().self()));
        json.putNull("platform").put("serial", "S%08d".formatted(device.id())).putNull("asset_tag");
        json.set("site", brief("dcim/sites", device.place().site()));
        json.putNull("location");
        Named rack = device.place().rack();
        json.set("rack", rack == null ? null : brief("dcim/racks", rack).without("slug"));
        json.putNull("position").putNull("face");
        json.set("status", Json.object().put("value", device.status()).put("label", label(device.status())));
        json.putNull("primary_ip").put("description", "").put("comments", "");
        json.set("tags", tags(device));
        json.set(
                "custom_fields",
                Json.object().put("NVLinks", device.traits().nvlinks()).putNull("Aggregates"));
        json.put("created", ENTERED).put("last_updated", ENTERED);
        for (String count : COUNTS) {
            json.put(count, 0);
        }
        return json;
    }

    ObjectNode tenant(Tenant tenant) {
        ObjectNode json = head(
                        "tenancy/tenants", tenant.self().id(), tenant.self().name())
                .put("name", tenant.self().name())
                .put("slug", tenant.self().slug());
        json.set("group", group(tenant.group()));
        json.put("description", "").put("comments", "");
        json.set("tags", Json.array());
        json.set("custom_fields", Json.object());
        return json.put("created", ENTERED).put("last_updated", ENTERED);
    }

    private @Nullable ObjectNode group(@Nullable Named group) {
        return group == null
                ? null
                : brief("tenancy/tenant-groups", group).put("tenant_count", 1).put("_depth", 0);
    }

    private ArrayNode tags(Device device) {
        ArrayNode tags = Json.array();
        device.traits()
                .tags()
                .forEach(tag -> tags.add(
                        brief("extras/tags", tag).without("description").put("color", "9e9e9e")));
        return tags;
    }

    /** Pages for people have addresses of their own since 4.1. */
    private ObjectNode head(String collection, int id, String display) {
        ObjectNode json = Json.object().put("id", id).put("url", base + "/api/" + collection + "/" + id + "/");
        if (version == NetboxVersion.CURRENT) {
            json.put("display_url", base + "/" + collection + "/" + id + "/");
        }
        return json.put("display", display);
    }

    private ObjectNode brief(String collection, Named thing) {
        return Json.object()
                .put("id", thing.id())
                .put("url", base + "/api/" + collection + "/" + thing.id() + "/")
                .put("display", thing.name())
                .put("name", thing.name())
                .put("slug", thing.slug())
                .put("description", "");
    }

    private static String label(String status) {
        return status.equals("rma") ? "RMA" : status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    }
}
