package io.spotmanager.cli.command;

import io.spotmanager.cli.text.Terminal;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds when it is started.
 *
 * @param environment returns null for a variable that is not set
 * @param parting what to say if the process is ended from outside; empty for nothing
 */
public record Surroundings(
        Terminal terminal,
        Function<String, @Nullable String> environment,
        InstantSource clock,
        AtomicReference<String> parting) {
    /** Returns the version of this program; {@code unknown} if it was not built as a jar. */
    static String version() {
        var version = Surroundings.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
