package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.ComputeService.Availability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What is wrong with every fleet at any time: one host taken out of service, one whose service no longer reports. */
final class Mishaps {

    private static final int ENOUGH = 4;

    private Mishaps() {}

    static FleetState strike(FleetState fleet) {
        List<ComputeService> computes = fleet.computes();
        if (computes.size() < ENOUGH) {
            return fleet;
        }
        ComputeService disabled =
                computes.get(computes.size() / 3).with(new Availability(false, "broken NIC, ticket 4711"));
        ComputeService dead = computes.get(computes.size() / 2).dead();
        SequencedMap<String, ComputeService> services = new LinkedHashMap<>(fleet.services());
        services.put(FleetState.key(disabled.binary(), disabled.host()), disabled);
        services.put(FleetState.key(dead.binary(), dead.host()), dead);
        return fleet.withServices(services);
    }
}
