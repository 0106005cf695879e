package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Connection;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.Report;
import io.spotmanager.cli.text.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common: where the gateway is, who asks, and in which form they answer. */
abstract class GatewayCommand implements Callable<Integer> {
    @Option(
            names = {"--address", "--url"},
            paramLabel = "URL",
            description = "The gateway; else SPOT_ADDRESS, SPOT_URL or the configuration.")
    @Nullable
    String address;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the token; else SPOT_TOKEN, SPOT_TOKEN_FILE or the configuration.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "The authorities to trust, as PEM; else SPOT_CA_FILE or Java's.")
    @Nullable
    Path caFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; else SPOT_CONFIG or ~/.config/spot/config.")
    @Nullable
    Path config;

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "For one request, such as 10s or 2m (${DEFAULT-VALUE}).")
    Duration requestTimeout = Duration.ofSeconds(30);

    @Option(names = "--json", description = "One JSON document on standard output, for scripts.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    private final Report report = new Report();

    /** Does what the command is for. */
    abstract ExitCode run(Gateway gateway) throws CommandFailure;

    @Override
    public final Integer call() {
        var exit = ExitCode.DONE;
        try (var gateway = connect()) {
            exit = run(gateway);
        } catch (CommandFailure failure) {
            exit = failure.code();
            failed(null, failure);
        }
        if (json && !answersInLines()) {
            terminal().json(report.json(exit));
        }
        return exit.number();
    }

    /** True if it has written a JSON document for each thing by itself. */
    boolean answersInLines() {
        return false;
    }

    private Gateway connect() {
        var environment = surroundings().environment();
        var connection =
                Connection.of(new Connection.Given(address, tokenFile, caFile, config, requestTimeout), environment);
        if (connection.login().warning() != null) {
            note(connection.login().warning());
        }
        if (connection.isOpen()) {
            note("warning: the log-in goes to %s without encryption.".formatted(connection.address()));
        }
        return new Gateway(connection, environment, this::note, Surroundings.version());
    }

    final Surroundings surroundings() {
        return ((SpotCommands) spec().root().userObject()).surroundings();
    }

    private CommandSpec spec() {
        return java.util.Objects.requireNonNull(spec, "set by picocli");
    }

    final Terminal terminal() {
        return surroundings().terminal();
    }

    final Report report() {
        return report;
    }

    final void note(String text) {
        terminal().note(text);
    }

    /** A line for a person; a script reads the document. */
    final void say(String text) {
        if (!json) {
            terminal().line(text);
        }
    }

    /** @param host null if it is about the whole command */
    final void failed(@Nullable String host, CommandFailure failure) {
        report.problem(host, failure);
        note(host == null ? failure.sentence() : host + ": " + failure.sentence());
    }

    /** Returns what picocli says itself of a wrong use, with the usage of the command. */
    final ParameterException wrong(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }
}
