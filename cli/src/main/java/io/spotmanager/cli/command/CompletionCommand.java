package io.spotmanager.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints what completes commands and options in a shell: source <(spot completion bash)")
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Parameters(paramLabel = "SHELL", arity = "0..1", defaultValue = "bash", description = "bash or zsh.")
    String shell = "bash";

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var own = java.util.Objects.requireNonNull(spec, "set by picocli");
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    own.commandLine(), "SHELL must be bash or zsh; it is \"%s\".".formatted(shell));
        }
        // One script for both: in zsh it loads the reader of bash's completions.
        own.commandLine().getOut().print(AutoComplete.bash("spot", own.root().commandLine()));
        own.commandLine().getOut().flush();
        return 0;
    }
}
