package io.spotmanager.quickstart;

import io.spotmanager.simulator.LaunchVariables;
import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import io.spotmanager.simulator.netbox.NetboxKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulated cloud of sixty hosts. The pools of its hosts are kept in the data folder. */
final class SimulatedCloud implements AutoCloseable {
    /** The file in the data folder with the pools of the hosts; only a demo creates it. */
    static final String PLACES = "simulated-places.json";

    private final Simulator simulator;

    private SimulatedCloud(Simulator simulator) {
        this.simulator = simulator;
    }

    static SimulatedCloud start(Path data) throws IOException {
        return new SimulatedCloud(Simulator.start(SimulatorOptions.defaults().withPlacesIn(data.resolve(PLACES))));
    }

    List<String> settings() {
        var cloud = List.of(
                "--OS_AUTH_URL=" + simulator.authUrl(),
                "--OS_USERNAME=admin",
                "--OS_PASSWORD=simulator",
                "--OS_PROJECT_NAME=admin",
                "--OS_USER_DOMAIN_NAME=Default",
                "--OS_PROJECT_DOMAIN_NAME=Default",
                "--OS_REGION_NAME=RegionOne",
                "--NETBOX_URL=" + simulator.baseUrl() + "/netbox",
                "--NETBOX_TOKEN=" + NetboxKeys.FIRST_KIND);
        var launches = LaunchVariables.of(simulator.baseUrl()).entrySet().stream()
                .map(variable -> "--%s=%s".formatted(variable.getKey(), variable.getValue()));
        return Stream.concat(cloud.stream(), launches).toList();
    }

    /**
     * Returns a move that the rules allow now; empty if no host can be moved.
     *
     * @param login curl's option
     */
    Optional<String> exampleMove(String url, String login) {
        return simulator.emptyHost("L40-n3-spot").map(host -> """
                curl %s %s/api/execute-migration -H 'Content-Type: application/json' \\
                  -d '{"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3"}'
                """.formatted(login, url, host));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
