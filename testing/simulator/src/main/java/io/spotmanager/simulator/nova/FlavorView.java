package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a flavor: in a list, by itself, and inside a server. */
final class FlavorView {

    private static final int EMBEDDED = 47;
    private static final int WITH_DESCRIPTION = 55;
    private static final int WITH_EXTRA_SPECS = 61;
    private static final int SWAP_IS_NUMBER = 75;

    private FlavorView() {}

    static ObjectNode brief(Flavor flavor, NovaCall call) {
        ObjectNode view = Json.object().put("id", flavor.id()).put("name", flavor.name());
        view.set("links", Links.of(call.request(), "flavors", flavor.id()));
        return call.version().atLeast(WITH_DESCRIPTION) ? view.putNull("description") : view;
    }

    static ObjectNode full(Flavor flavor, NovaCall call) {
        ObjectNode view = Json.object()
                .put("id", flavor.id())
                .put("name", flavor.name())
                .put("ram", flavor.size().ram())
                .put("disk", flavor.size().disk());
        if (call.version().atLeast(SWAP_IS_NUMBER)) {
            view.put("swap", 0);
        } else {
            view.put("swap", "");
        }
        view.put("OS-FLV-EXT-DATA:ephemeral", flavor.size().ephemeral())
                .put("OS-FLV-DISABLED:disabled", false)
                .put("vcpus", flavor.size().vcpus())
                .put("os-flavor-access:is_public", flavor.isPublic())
                .put("rxtx_factor", 1.0)
                .set("links", Links.of(call.request(), "flavors", flavor.id()));
        if (call.version().atLeast(WITH_DESCRIPTION)) {
            view.putNull("description");
        }
        if (call.version().atLeast(WITH_EXTRA_SPECS)) {
            view.set("extra_specs", Json.object(flavor.extraSpecs()));
        }
        return view;
    }

    /** As part of a server: an id only at first, and from 2.47 on all but the id. */
    static ObjectNode inServer(Flavor flavor, NovaCall call) {
        if (!call.version().atLeast(EMBEDDED)) {
            return Json.object()
                    .put("id", flavor.id())
                    .set("links", Links.bookmark(call.request(), "flavors", flavor.id()));
        }
        return Json.object()
                .put("vcpus", flavor.size().vcpus())
                .put("ram", flavor.size().ram())
                .put("disk", flavor.size().disk())
                .put("ephemeral", flavor.size().ephemeral())
                .put("swap", 0)
                .put("original_name", flavor.name())
                .set("extra_specs", Json.object(flavor.extraSpecs()));
    }
}
