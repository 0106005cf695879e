package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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
        private static final String PATH = "/api/audit/verification";

        /** A gateway of an earlier release reads every entry before it answers. */
        private static final Patience LONG = new Patience(Duration.ofMinutes(10), Duration.ofMinutes(10));

        private static final Duration EVERY = Duration.ofSeconds(1);

        @Override
        ExitCode run(Gateway gateway) {
            var known = required(gateway, gateway.get(PATH, LONG));
            var report = known.has("findings") && !known.has("latest") ? known : next(gateway, number(known));
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

        /** Starts a verification, or joins the running one, and waits for its end. It goes on also if this command ends. */
        private static JsonNode next(Gateway gateway, long before) {
            required(gateway, gateway.post(PATH, "", "application/json"));
            while (true) {
                var now = required(gateway, gateway.get(PATH, Patience.ENDLESS));
                if (number(now) > before) {
                    return now.path("latest");
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CommandFailure(ExitCode.FAILED, "Interrupted; the verification goes on at the gateways.");
                }
                Patience.pause(EVERY);
            }
        }

        private static long number(JsonNode answer) {
            return answer.path("latest").path("number").asLong(0);
        }

        private static JsonNode required(Gateway gateway, Answer answer) {
            if (!answer.isSuccess() || !answer.json().isObject()) {
                throw Refusals.of(answer, gateway.connection());
            }
            return answer.json();
        }
    }
}
