package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.ExitCode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "audit", description = "The history of all operations.", subcommands = AuditCommand.VerifyCommand.class)
final class AuditCommand implements Runnable {
    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec, "set by picocli").commandLine(),
                "A command is missing: verify.");
    }

    @Command(
            name = "verify",
            description =
                    "Has the gateway verify the whole history; needs the role auditor. Ends with 1 if it is not intact.")
    static final class VerifyCommand extends GatewayCommand {
        /** It reads every entry there is. */
        private static final Patience LONG = new Patience(Duration.ofMinutes(10), Duration.ofMinutes(10));

        @Override
        ExitCode run(Gateway gateway) {
            var answer = gateway.get("/api/audit/verification", LONG);
            if (!answer.isSuccess() || !answer.json().isObject()) {
                throw Refusals.of(answer, gateway.connection());
            }
            var report = answer.json();
            var isIntact = report.path("whole").asBoolean(false);
            report().item(report);
            say("%s: %s operations, %s entries, %s checkpoints verified"
                    .formatted(
                            isIntact ? "intact" : "NOT INTACT",
                            Answer.text(report, "operations"),
                            Answer.text(report, "entries"),
                            Answer.text(report.path("checkpoints"), "verified")));
            report.path("findings").valueStream().forEach(finding -> say("finding: " + finding.asString("")));
            var more = report.path("findings_in_all").asLong(0)
                    - report.path("findings").size();
            if (more > 0) {
                say("and %d more findings".formatted(more));
            }
            report.path("notes").valueStream().forEach(one -> say("note: " + one.asString("")));
            return isIntact ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
