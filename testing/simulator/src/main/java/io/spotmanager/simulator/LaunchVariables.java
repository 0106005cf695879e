package io.spotmanager.simulator;

import io.spotmanager.simulator.hyperstack.HyperstackApi;
import io.spotmanager.simulator.neutron.Networks;
import io.spotmanager.simulator.runpod.RunPodApi;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a client that launches VMs here: the addresses of the vendors and the resources of each region. */
public final class LaunchVariables {

    private static final int FIRST_FIREWALL = 971;
    private static final Map<String, String> REGIONS = new LinkedHashMap<>();

    static {
        REGIONS.put("CA1", "CANADA-1");
        REGIONS.put("NO1", "NORWAY-1");
        REGIONS.put("US1", "US-1");
    }

    private LaunchVariables() {}

    /** @param base of the simulator, without a slash at the end */
    public static Map<String, String> of(URI base) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HYPERSTACK_URL", base + HyperstackApi.PREFIX);
        variables.put("HYPERSTACK_API_KEY", HyperstackApi.KEY);
        variables.put("RUNPOD_URL", base + RunPodApi.PREFIX + "/graphql");
        variables.put("RUNPOD_API_KEY", RunPodApi.KEY);
        variables.put("SPOT_REGIONS", list());
        int firewall = FIRST_FIREWALL;
        for (String prefix : REGIONS.keySet()) {
            String region = "SPOT_REGION_" + prefix + "_";
            variables.put(region + "ENVIRONMENT", prefix + "-RunPod");
            variables.put(region + "KEY_PAIR", "operations-" + prefix + "-RunPod");
            variables.put(region + "STORAGE_NETWORK", Networks.STORAGE);
            variables.put(region + "FIREWALL_ID", Integer.toString(firewall++));
        }
        return variables;
    }

    private static String list() {
        return String.join(
                ",",
                REGIONS.entrySet().stream()
                        .map(region -> region.getKey() + "=" + region.getValue())
                        .toList());
    }
}
