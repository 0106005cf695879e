package io.spotmanager.gateway.links;

import java.util.List;

/** Where a link is shown, and so what its template can name. */
enum LinkPlace {
    HOST("host", "pool", "gpu_type", "site", "rack", "zone"),
    VM("vm_id", "vm_name", "host", "pool", "gpu_type", "project_id", "project"),
    OPERATION("operation", "kind", "state", "host", "pool", "source", "target", "requested_by", "reason"),
    REASON("reason", "operation", "host");

    private final List<String> placeholders;

    LinkPlace(String... placeholders) {
        this.placeholders = List.of(placeholders);
    }

    /** What a template there can name, as its author writes it. */
    List<String> placeholders() {
        return placeholders;
    }
}
