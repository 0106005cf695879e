package io.spotmanager.simulator;

import io.spotmanager.simulator.fleet.PlacementFile;
import io.spotmanager.simulator.keystone.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a simulator.
 *
 * @param socket address and port
 * @param fleet the simulated fleet
 * @param credentials who may log in
 * @param tokenLifetime validity of a token
 * @param latency delay of every call
 * @param maxLimit rows in the longest page of a list, at least 1
 * @param places the file that keeps the pools of the hosts after the process has ended, if any
 */
public record SimulatorOptions(
        Socket socket,
        FleetChoice fleet,
        Credentials credentials,
        Duration tokenLifetime,
        Duration latency,
        int maxLimit,
        Optional<PlacementFile> places) {

    /** An address to listen on, and a port; port 0 is any that is free. */
    public record Socket(String address, int port) {}

    /**
     * A fleet: {@code real} is a fixed one of 14 hosts, {@code generated} has the given number of hosts, generated from the seed.
     *
     * @param servers the least number of servers of a generated fleet; 0 for the usual number
     */
    public record FleetChoice(String name, int hosts, int servers, long seed) {
        public static final String GENERATED = "generated";
        public static final String REAL = "real";
    }

    /** Any free port on 127.0.0.1, 60 generated hosts, admin / simulator, tokens for an hour, no latency, pages of 1000. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                new Socket("127.0.0.1", 0),
                new FleetChoice(FleetChoice.GENERATED, 60, 0, 42),
                new Credentials("admin", "simulator"),
                Duration.ofHours(1),
                Duration.ZERO,
                1000,
                Optional.empty());
    }

    public SimulatorOptions withPort(int port) {
        return with(new Socket(socket.address(), port));
    }

    /** Listens on another address; {@code 0.0.0.0} is all of them. */
    public SimulatorOptions withAddress(String address) {
        return with(new Socket(address, socket.port()));
    }

    public SimulatorOptions withHosts(int hosts) {
        return withFleet(new FleetChoice(fleet.name(), hosts, fleet.servers(), fleet.seed()));
    }

    /** Adds servers up to at least this number. */
    public SimulatorOptions withServers(int servers) {
        return withFleet(new FleetChoice(fleet.name(), fleet.hosts(), servers, fleet.seed()));
    }

    public SimulatorOptions withSeed(long seed) {
        return withFleet(new FleetChoice(fleet.name(), fleet.hosts(), fleet.servers(), seed));
    }

    /** Takes the fleet of that name, {@code generated} or {@code real}. */
    public SimulatorOptions withFleet(String name) {
        return withFleet(new FleetChoice(name, fleet.hosts(), fleet.servers(), fleet.seed()));
    }

    public SimulatorOptions withCredentials(Credentials others) {
        return new SimulatorOptions(socket, fleet, others, tokenLifetime, latency, maxLimit, places);
    }

    public SimulatorOptions withTokenLifetime(Duration lifetime) {
        return new SimulatorOptions(socket, fleet, credentials, lifetime, latency, maxLimit, places);
    }

    public SimulatorOptions withLatency(Duration other) {
        return new SimulatorOptions(socket, fleet, credentials, tokenLifetime, other, maxLimit, places);
    }

    public SimulatorOptions withMaxLimit(int limit) {
        return new SimulatorOptions(socket, fleet, credentials, tokenLifetime, latency, limit, places);
    }

    /** Keeps the aggregates of the hosts in that file, and starts with its content. */
    public SimulatorOptions withPlacesIn(Path file) {
        return new SimulatorOptions(
                socket, fleet, credentials, tokenLifetime, latency, maxLimit, Optional.of(new PlacementFile(file)));
    }

    private SimulatorOptions with(Socket other) {
        return new SimulatorOptions(other, fleet, credentials, tokenLifetime, latency, maxLimit, places);
    }

    private SimulatorOptions withFleet(FleetChoice other) {
        return new SimulatorOptions(socket, other, credentials, tokenLifetime, latency, maxLimit, places);
    }
}
