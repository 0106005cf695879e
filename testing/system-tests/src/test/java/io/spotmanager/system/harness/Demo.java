package io.spotmanager.system.harness;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code ./spot demo}, or {@code ./spot run}, on a data folder of its own. */
public final class Demo implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("(?m)^ready: (\\S+)$");
    private static final Pattern CLOUD = Pattern.compile("Keystone at (\\S+)/v3 accepts");
    /** Of the users operator and viewer. */
    public static final String PASSWORD = "system-tests";

    private final Folder folder = Folder.create("demo");
    private final Path data = folder.path().resolve("data");
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final String command;
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "SPOT_OPERATOR_PASSWORD", PASSWORD,
            "SPOT_VIEWER_PASSWORD", PASSWORD,
            // The simulated cloud carries nothing out late unless it is told to.
            "SPOT_MIGRATION_LATE_EFFECT_WINDOW", "1s"));
    private Part process;

    /** @param name of the folder for its output */
    public Demo(String name) {
        this(name, "demo", Map.of());
    }

    /**
     * The demo in an environment with more in it.
     *
     * @param more variables of the environment
     */
    public static Demo with(String name, Map<String, String> more) {
        return new Demo(name, "demo", more);
    }

    private Demo(String name, String command, Map<String, String> more) {
        this.command = command;
        this.environment.putAll(more);
        this.process = run(name);
    }

    /**
     * On the cloud in this process's {@code OS_*} instead of a simulated one.
     *
     * @param more variables of the environment
     */
    public static Demo onTheCloudOfTheEnvironment(String name, Map<String, String> more) {
        return new Demo(name, "run", more);
    }

    /** What {@code ./spot run} says to a person who has not named a cloud. */
    public static Refusal runWithoutACloud(Path data) throws IOException, InterruptedException {
        return refused("run", data, Map.of());
    }

    /**
     * Starts what must not start, and returns when it has ended.
     *
     * @param command {@code demo} or {@code run}
     * @param environment besides the usual; no variable of a cloud is passed on
     */
    public static Refusal refused(String command, Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        return Refusal.of("quickstart", List.of(command, "--port", "0", "--data", data.toString()), environment);
    }

    private Part run(String name) {
        var words = Jars.java("quickstart", List.of(command, "--port", "0", "--data", data.toString()));
        words.replaceAll(word -> word.equals("-Xmx192m") ? "-Xmx384m" : word);
        return new Part(
                        name,
                        new Part.Command(words, environment, Folder.logs("Demo").resolve(name + ".log")),
                        part -> part.latest(READY) != null && part.latest(CLOUD) != null)
                .start()
                .awaitReady();
    }

    /** A second process on the data of the first, which is over. */
    public void startAgain(String name) {
        process = run(name);
    }

    public Part process() {
        return process;
    }

    public Path data() {
        return data;
    }

    public URI address() {
        return URI.create(Objects.requireNonNull(process.latest(READY)));
    }

    public Client operator() {
        var client = new Client(address(), "operator", PASSWORD);
        clients.add(client);
        return client;
    }

    /** Only if the environment has its password. */
    public Client admin() {
        var client = new Client(address(), "admin", PASSWORD);
        clients.add(client);
        return client;
    }

    public SimulatedCloud cloud() {
        var cloud = SimulatedCloud.at(URI.create(Objects.requireNonNull(process.latest(CLOUD))));
        clients.add(cloud);
        return cloud;
    }

    @Override
    public void close() throws Exception {
        for (var client : clients) {
            client.close();
        }
        process.close();
        endDatabase();
        folder.close();
    }

    /** It outlives a process that was killed. */
    private void endDatabase() throws Exception {
        var file = data.resolve("postgres/postmaster.pid");
        if (Files.exists(file)) {
            var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            var postmaster = ProcessHandle.of(pid);
            if (postmaster.isPresent()) {
                Signals.send("QUIT", pid);
                postmaster.get().onExit().get();
            }
        }
    }
}
