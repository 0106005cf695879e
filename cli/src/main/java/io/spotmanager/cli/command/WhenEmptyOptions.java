package io.spotmanager.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Those of a command that can wait until its hosts are empty. */
final class WhenEmptyOptions {
    @Option(
            names = "--when-empty",
            description = "Waits until nobody uses them, or rents them; meanwhile no new VM may come. With --deadline.")
    boolean whenEmpty;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Until when to wait, such as 8h or 2027-01-31T18:00:00Z; then a person decides.")
    @Nullable
    String deadline;
}
