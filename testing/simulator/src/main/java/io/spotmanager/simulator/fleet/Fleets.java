package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.ComputeService.Availability;
import io.spotmanager.simulator.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/** The fleets that the simulator can start with. */
public final class Fleets {
    private static final int ENOUGH_FOR_FAILURES = 4;

    private Fleets() {}

    /**
     * A fleet of any size.
     *
     * @param hosts number of compute hosts, at least 1
     * @param servers the least number of servers; 0 for as many as such a fleet usually has
     * @throws IllegalArgumentException if {@code hosts} is less than 1
     */
    public static FleetState generated(int hosts, int servers, long seed) {
        if (hosts < 1) {
            throw new IllegalArgumentException(
                    "A fleet of " + hosts + " hosts cannot be simulated; ask for at least one (--hosts 1).");
        }
        FleetState fleet = new FleetBuilder(new GeneratedBlueprint(hosts, servers, seed).draw(), seed).build();
        return withFailedHosts(fleet);
    }

    /** The fleet of the recorded OpenStack, host by host. */
    public static FleetState real() {
        try (InputStream in = Objects.requireNonNull(Fleets.class.getResourceAsStream("real.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new FleetBuilder(Json.read(text, Blueprint.class), 1).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Disables one host and stops the service of another, as in every real fleet. */
    private static FleetState withFailedHosts(FleetState fleet) {
        List<ComputeService> computes = fleet.computes();
        if (computes.size() < ENOUGH_FOR_FAILURES) {
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
