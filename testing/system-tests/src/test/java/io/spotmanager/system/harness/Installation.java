package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A Spot Manager in separate processes, with its own database, broker and simulated cloud. */
public final class Installation implements AutoCloseable {
    /** Of every user. */
    public static final String PASSWORD = "system-tests";

    private static final Map<String, String> USERS = Map.of(
            "SPOT_OPERATOR_PASSWORD", PASSWORD,
            "SPOT_ADMIN_PASSWORD", PASSWORD,
            "SPOT_VIEWER_PASSWORD", PASSWORD,
            // benchmarks and load tests do everything as one user
            "SPOT_LIMITS_COMMANDS_PER_SECOND", "0",
            "SPOT_EVENTS_CLIENTS_PER_USER", "1000");

    private final String name;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, Part> workers = new ConcurrentHashMap<>();
    private final Database database;
    private final Broker broker;
    private final SimulatedCloud cloud;
    private final List<URI> gateways = new ArrayList<>();
    private final int gatewayPort;
    private Part gateway;
    private final Client operator;
    private final Client admin;

    private Installation(Release release, String name, Services services, Size size) {
        this.name = name;
        this.broker = keep(services.broker());
        this.database = keep(services.database());
        this.cloud = keep(SimulatedCloud.start(size));
        this.gatewayPort = Ports.free();
        this.gateway = keep(gateway(release));
        var url = address(gatewayPort);
        gateways.add(url);
        this.operator = keep(new Client(url, "operator", PASSWORD));
        this.admin = keep(new Client(url, "admin", PASSWORD));
    }

    /**
     * Starts it with workers {@code one}, {@code two} and so on, and waits until all are ready.
     *
     * @param test names the folder for the output of its processes
     * @param broker closed with it
     * @param settings of each worker besides the usual
     */
    public static Installation start(Class<?> test, Broker broker, Size size, String... settings) {
        return start("migration-worker", test, new Services(Database.start(), broker), size, settings);
    }

    /** The same on services of the caller's choice, which are closed with it. */
    public static Installation start(Class<?> test, Services services, Size size, String... settings) {
        return start("migration-worker", test, services, size, settings);
    }

    /** The same with workers that launch VMs instead of moving hosts. */
    public static Installation startLaunching(Class<?> test, Broker broker, Size size, String... settings) {
        return start("launch-worker", test, new Services(Database.start(), broker), size, settings);
    }

    private static Installation start(String module, Class<?> test, Services services, Size size, String... settings) {
        return start(Release.THIS, module, test, services, size, settings);
    }

    /** Starts one of another release, without workers, on the schema that the release's own migration makes. */
    public static Installation of(Release release, Class<?> test, Broker broker, Size size) {
        var database = Database.startEmpty();
        database.migrateBy(release);
        return start(release, "", test, new Services(database, broker), size);
    }

    private static Installation start(
            Release release, String module, Class<?> test, Services services, Size size, String... settings) {
        var installation = new Installation(release, test.getSimpleName(), services, size);
        try {
            installation.gateway.start();
            for (var number = 0; number < size.workers(); number++) {
                installation.start(
                        release, module, List.of("one", "two", "three").get(number), settings);
            }
            installation.gateway.awaitReady();
            installation.workers().forEach(Part::awaitReady);
            return installation;
        } catch (RuntimeException | Error e) {
            installation.close();
            throw e;
        }
    }

    /**
     * @param hosts of the simulated cloud
     * @param servers the least number of servers on them; 0 for the usual
     * @param latency of each call to it
     */
    public record Size(int hosts, int workers, int servers, Duration latency) {
        public Size(int hosts, int workers) {
            this(hosts, workers, 0, Duration.ZERO);
        }
    }

    /** Starts an inventory worker as well, and waits until it is ready; the caller may close it before all else. */
    public Part inventory(String... settings) {
        var part = keep(part(
                Release.THIS,
                "inventory-worker",
                "inventory",
                Ports.free(),
                "/actuator/health/readiness",
                List.of(settings)));
        return part.start().awaitReady();
    }

    /**
     * Starts another worker with the memory that it has in our images, and waits until it is ready.
     *
     * @param memory of its container, such as {@code 256m}
     */
    public Part workerAsInImage(String module, String memory, String... settings) {
        var port = Ports.free();
        var arguments = arguments(Release.THIS, module, port, List.of(settings));
        var log = Folder.logs(name).resolve(module + "-as-in-image.log");
        var part = keep(new Part(
                module + " as in its image",
                new Part.Command(Jars.javaAsInImage(module, memory, arguments), USERS, log),
                _ -> answers(URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))));
        return part.start().awaitReady();
    }

    /** Starts a worker of that release; returns at once. */
    public Part start(Release release, String module, String worker, String... settings) {
        var more = new ArrayList<>(List.of(settings));
        more.add("--spot.worker.name=" + worker);
        var part = keep(part(release, module, worker, Ports.free(), "/actuator/health/readiness", more));
        workers.put(worker, part);
        return part.start();
    }

    /** Ends the gateway normally and starts that of another release at the same address; waits until it is ready. */
    public void replaceGatewayBy(Release release) {
        gateway.terminate();
        gateway = keep(gateway(release));
        gateway.start().awaitReady();
    }

    /** Starts another gateway, and waits until it is ready. */
    public Part anotherGateway(String... settings) {
        var port = Ports.free();
        gateways.add(address(port));
        var part = keep(
                part(Release.THIS, "api-gateway", "gateway-" + gateways.size(), port, "/health", List.of(settings)));
        return part.start().awaitReady();
    }

    /** Returns an admin who asks that gateway; the caller closes it. */
    public static Client adminOf(Part gateway) {
        return new Client(gateway.address(), "admin", PASSWORD);
    }

    /** Returns the addresses of all gateways. */
    public List<URI> gateways() {
        return List.copyOf(gateways);
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Part gateway(Release release) {
        return part(release, "api-gateway", "gateway-" + release.name(), gatewayPort, "/health", List.of());
    }

    private Part part(Release release, String module, String part, int port, String health, List<String> more) {
        var arguments = arguments(release, module, port, more);
        var log = Folder.logs(name).resolve(part + ".log");
        return new Part(
                part,
                new Part.Command(Jars.java(release, module, arguments), USERS, log),
                running -> answers(URI.create("http://127.0.0.1:%d%s".formatted(port, health))));
    }

    private List<String> arguments(Release release, String module, int port, List<String> more) {
        var arguments = new ArrayList<>(List.of("--server.port=" + port, "--server.address=127.0.0.1"));
        arguments.addAll(database.settings(module));
        arguments.addAll(broker.settings(module));
        arguments.addAll(cloud.settings());
        if (module.equals("api-gateway") && release.equals(Release.THIS)) {
            // It calls no cloud; that of the release before does.
            arguments.removeAll(cloud.settings());
        }
        if (module.equals("inventory-worker")) {
            // It shows what would be sent there, and sends nothing.
            arguments.removeIf(setting -> setting.startsWith("--RUNPOD_API_KEY="));
        }
        if (!module.equals("migration-worker") && !module.equals("launch-worker")) {
            arguments.replaceAll(
                    setting -> setting.equals(SimulatedCloud.ADMINISTRATOR) ? setting + "-reader" : setting);
        }
        return Settings.withChanges(arguments, more);
    }

    private static boolean answers(URI health) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return Http.send(http, request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    public Database database() {
        return database;
    }

    public SimulatedCloud cloud() {
        return cloud;
    }

    public Client operator() {
        return operator;
    }

    public Part gateway() {
        return gateway;
    }

    public Broker broker() {
        return broker;
    }

    public Collection<Part> workers() {
        return workers.values();
    }

    public Part worker(String worker) {
        return java.util.Objects.requireNonNull(workers.get(worker), () -> "there is no worker " + worker);
    }

    /** The other one of two. */
    public Part workerBeside(Part one) {
        return workers().stream().filter(worker -> worker != one).findFirst().orElseThrow();
    }

    /** Waits for the end of an operation that needs no operator. */
    public OperationView awaitEnd(UUID operation, Duration patience) {
        await("the end of " + operation)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> operator.operation(operation).over());
        return operator.operation(operation);
    }

    public OperationView awaitState(UUID operation, String state) {
        await(operation + " is " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> operator.operation(operation).state().equals(state));
        return operator.operation(operation);
    }

    public long openOperations() {
        return database.jdbc()
                .sql("select count(*) from operation where open")
                .query(Long.class)
                .single();
    }

    /** Returns the operations that have neither ended nor wait for a person. */
    public long movingOperations() {
        return database.jdbc()
                .sql("select count(*) from operation where open and state not in ('NEEDS_OPERATOR', 'KEPT')")
                .query(Long.class)
                .single();
    }

    public void awaitNothingOpen(Duration patience) {
        await("every operation has ended or waits for a person")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(database.jdbc()
                                .sql("select state || ' ' || coalesce(cause, '') from operation "
                                        + "where open and state not in ('NEEDS_OPERATOR', 'KEPT')")
                                .query(String.class)
                                .list())
                        .as("operations still open")
                        .isEmpty());
    }

    /** Checks that exactly these moves were made. */
    public void requireAllMade(Map<Move, UUID> accepted) {
        assertThat(database.operations()).containsExactlyInAnyOrderElementsOf(accepted.values());
        var fleet = cloud.fleet();
        assertThat(accepted).allSatisfy((move, id) -> {
            var operation = operator.operation(id);
            assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
            assertThat(fleet.host(move.host()).aggregates()).containsExactly(move.targetAggregate());
        });
        requireWholeHistory();
    }

    /** Checks that the history is intact, which must always hold. */
    public void requireWholeHistory() {
        var report = admin.verifyAudit();
        assertThat(report.findings()).as("findings of the audit").isEmpty();
        assertThat(report.operations()).isEqualTo(database.operations().size());
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of %s did not close".formatted(name), e);
            }
        }
    }
}
