package io.spotmanager.cli;

import io.spotmanager.cli.command.SpotCommands;
import io.spotmanager.cli.command.Surroundings;
import io.spotmanager.cli.text.Terminal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** {@code java -jar spot-cli.jar}, and the commands of {@code ./spot} that ask a gateway. */
public final class SpotCli {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int USUAL_WIDTH = 80;

    private SpotCli() {}

    static void main(String[] arguments) {
        System.setProperty(
                "jdk.http.auth.tunneling.disabledSchemes", ""); // a password of a proxy is for this proxy alone
        var parting = new AtomicReference<>("");
        var terminal = terminal();
        // On Ctrl-C the JVM runs this and ends with 130 by itself.
        var goodbye = new Thread(() -> {
            var text = parting.get();
            if (!text.isEmpty()) {
                terminal.note(text);
            }
        });
        Runtime.getRuntime().addShutdownHook(goodbye);
        var code = SpotCommands.run(
                new Surroundings(terminal, System::getenv, InstantSource.system(), parting), List.of(arguments));
        parting.set("");
        terminal.out().flush();
        System.exit(code);
    }

    private static Terminal terminal() {
        var isTerminal = isTerminal(OUTPUT);
        var noColour = System.getenv("NO_COLOR");
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                isTerminal(INPUT) ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)) : null,
                isTerminal ? width() : 0,
                isTerminal && (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM")));
    }

    private static PrintStream utf8(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }

    /** Java itself only knows whether both input and output are one. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Path.of("/proc/self/fd/" + descriptor).toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            var console = System.console();
            return !Path.of("/proc/self").toFile().exists() && console != null && console.isTerminal();
        }
    }

    private static int width() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.from(Path.of("/dev/tty").toFile()))
                    .redirectError(Redirect.DISCARD)
                    .start();
            var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            var columns = size.isEmpty() ? 0 : Integer.parseInt(size.split(" ")[1]);
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
