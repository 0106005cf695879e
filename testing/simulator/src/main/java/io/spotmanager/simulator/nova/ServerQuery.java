package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows the parameters of a server list; others are refused from 2.75 on and dropped before. */
final class ServerQuery {

    private static final int STRICT = 75;
    private static final Set<String> KNOWN = Set.copyOf(List.of(
            ("access_ip_v4 access_ip_v6 all_tenants auto_disk_config availability_zone changes-before changes-since"
                            + " config_drive created_at deleted deleted_at description disk_config display_description"
                            + " display_name flavor host hostname image image_ref instance_type_id ip ip6 kernel_id"
                            + " key_name launch_index launched_at limit locked marker name node not-tags not-tags-any"
                            + " power_state progress project_id ramdisk_id reservation_id root_device_name"
                            + " soft_deleted sort_dir sort_key status tags tags-any task_state tenant_id"
                            + " terminated_at updated_at user_id uuid vm_state")
                    .split(" ", -1)));

    private ServerQuery() {}

    /**
     * The query without parameters that Nova does not know.
     *
     * @throws Refused if there are any and the microversion is strict about them
     */
    static Query checked(NovaCall call) {
        Map<String, String> known = new LinkedHashMap<>();
        call.query().values().forEach((name, value) -> {
            if (KNOWN.contains(name)) {
                known.put(name, value);
            } else if (call.version().atLeast(STRICT) && !name.startsWith("_")) {
                throw new Refused(NovaErrors.badRequest("'" + name + "' does not match any of the regexes: '^_'"));
            }
        });
        return Query.of(known);
    }
}
