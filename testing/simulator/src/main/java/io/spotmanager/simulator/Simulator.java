package io.spotmanager.simulator;

import com.sun.net.httpserver.HttpServer;
import io.spotmanager.simulator.SimulatorOptions.FleetChoice;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Fleets;
import io.spotmanager.simulator.http.HttpFront;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.hyperstack.HyperstackApi;
import io.spotmanager.simulator.runpod.RunPodApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A running simulator: Keystone, Nova and the endpoints under {@code /_simulator/} on one port. */
public final class Simulator implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Fleet fleet;

    private Simulator(HttpServer server, ExecutorService threads, Fleet fleet) {
        this.server = server;
        this.threads = threads;
        this.fleet = fleet;
    }

    /**
     * Starts a simulator with the clock of the machine.
     *
     * @throws IOException if the address cannot be listened on
     * @throws IllegalArgumentException if there is no such fleet
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return start(options, Time.real());
    }

    /** Starts a simulator with the given clock, so that a test decides when tokens expire and hangs end. */
    public static Simulator start(SimulatorOptions options, Time time) throws IOException {
        tuneServer();
        Fleet fleet = new Fleet(fleet(options.fleet()), options.places());
        HttpFront front = new HttpFront(SimulatorConfiguration.gate(options, fleet, time));
        InetSocketAddress address = new InetSocketAddress(
                options.socket().address(), options.socket().port());
        HttpServer server = listen(address);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", front);
        server.start();
        return new Simulator(server, threads, fleet);
    }

    /** Returns the address of Keystone for a client on this machine. */
    public URI authUrl() {
        return URI.create(baseUrl() + "/v3");
    }

    /** Returns the address of Hyperstack with its version, for a client on this machine. */
    public URI hyperstackUrl() {
        return URI.create(baseUrl() + HyperstackApi.PREFIX);
    }

    /** Returns the address of RunPod's GraphQL for a client on this machine. */
    public URI runPodUrl() {
        return URI.create(baseUrl() + RunPodApi.PREFIX + "/graphql");
    }

    /** Returns the address of all services, without a final slash; the control API is at {@code /_simulator/} below it. */
    public URI baseUrl() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    /** Returns a host of that aggregate without servers, if there is one; every rule allows its move. */
    public Optional<String> emptyHost(String aggregate) {
        FleetState state = fleet.state();
        Set<String> inUse = state.servers().stream()
                .flatMap(server -> Optional.ofNullable(server.host()).stream())
                .collect(Collectors.toSet());
        return state.aggregates().values().stream()
                .filter(each -> each.name().equals(aggregate))
                .flatMap(each -> each.hosts().stream())
                .filter(host -> !inUse.contains(host))
                .findFirst();
    }

    /** Closes all connections at once; hanging calls get no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static FleetState fleet(FleetChoice choice) {
        return switch (choice.name()) {
            case FleetChoice.GENERATED -> Fleets.generated(choice.hosts(), choice.servers(), choice.seed());
            case FleetChoice.REAL -> Fleets.real();
            default ->
                throw new IllegalArgumentException("There is no fleet '" + choice.name() + "': take "
                        + FleetChoice.GENERATED + " or " + FleetChoice.REAL + ".");
        };
    }

    private static HttpServer listen(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "Port " + address.getPort() + " of " + address.getHostString() + " cannot be listened on ("
                            + e.getMessage() + "): choose another with --port, or 0 for any that is free.",
                    e);
        }
    }

    /** Settings of the JDK's HTTP server, which reads them once, when its first class is loaded. */
    private static void tuneServer() {
        // Otherwise answers with a body wait up to 40 ms for an acknowledgement.
        setIfMissing("sun.net.httpserver.nodelay", "true");
        // A kept-alive connection that the server closes looks to its client like a lost reply: let only scripts cause
        // those.
        setIfMissing("sun.net.httpserver.idleInterval", "600");
        setIfMissing("sun.net.httpserver.maxIdleConnections", "4096");
    }

    private static void setIfMissing(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
