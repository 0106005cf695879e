package io.spotmanager.cli.command;

import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.NearestName;
import io.spotmanager.cli.text.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands of the client. */
@Command(
        name = "spot",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = SpotCommands.Version.class,
        description = "Asks a gateway of Spot Manager, and commands it.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use, 3 refused, 4 not allowed, 5 not reached, 6 needs a person, 124 time over, 130 Ctrl-C.",
            "docs/cli.md tells the rest."
        },
        subcommands = {
            HostsCommand.class,
            FreeCommand.class,
            MoveCommand.class,
            PlaceCommand.class,
            WithdrawCommand.class,
            LaunchCommand.class,
            RetireCommand.class,
            PlanCommand.class,
            OpsCommand.class,
            OpCommand.class,
            DecideCommand.class,
            AuditCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
public final class SpotCommands implements Runnable {
    /** Those of ./spot that are none of the client's, which it names if somebody has misspelt one. */
    private static final String OTHER_COMMANDS = "spot.commands";

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    private final Surroundings surroundings;

    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    public SpotCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec, "set by picocli").commandLine(), "A command is missing.");
    }

    /** Runs a command; blocks until it has ended, and returns the exit code of the process. */
    public static int run(Surroundings surroundings, List<String> arguments) {
        var terminal = surroundings.terminal();
        var line = commandLine(surroundings)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setParameterExceptionHandler(SpotCommands::wrongUse)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    terminal.note("This is a defect of the command line, please report it: " + failure);
                    failure.printStackTrace(terminal.err());
                    return ExitCode.DEFECT.number();
                });
        return line.execute(arguments.toArray(String[]::new));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        var line = new CommandLine(new SpotCommands(surroundings));
        line.registerConverter(Duration.class, SpotCommands::time);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false); // the name of a host is no file
        line.setUsageHelpWidth(Math.clamp(surroundings.terminal().width(), 80, 140));
        for (var command : line.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true).version("");
            command.getSubcommands()
                    .values()
                    .forEach(one -> one.getCommandSpec().mixinStandardHelpOptions(true));
        }
        return line;
    }

    private static int wrongUse(ParameterException failure, String[] arguments) {
        var line = failure.getCommandLine();
        var sentence = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(line, unmatched.getUnmatched().getFirst())
                : String.valueOf(failure.getMessage());
        line.getErr().println(Printable.lines(sentence));
        line.getErr().println("usage: %s".formatted(line.getHelp().synopsis(0).strip()));
        line.getErr()
                .println("%s --help tells more.".formatted(line.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE.number();
    }

    private static String unmatched(CommandLine line, String word) {
        var isOption = word.startsWith("-");
        var isCommand = !isOption && !line.getSubcommands().isEmpty();
        var names = new ArrayList<>(
                isOption
                        ? line.getCommandSpec().optionsMap().keySet()
                        : line.getSubcommands().keySet());
        if (isCommand && line.getParent() == null) {
            names.addAll(List.of(System.getProperty(OTHER_COMMANDS, "").split(" ")));
        }
        return "%s is no %s%s"
                .formatted(
                        word,
                        isOption ? "option" : isCommand ? "command" : "argument of this command",
                        NearestName.hint(word, names));
    }

    /** Ten minutes are {@code 10m}. */
    static Duration time(String text) {
        var parts = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "must be a number with s, m, h or d, such as 90s or 2h; it is '" + text + "'");
        }
        var number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** The version of this program, of its jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"spot " + Surroundings.version()};
        }
    }
}
