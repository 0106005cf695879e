package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.ExitCode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows a plan with its operations and how far they are.")
final class PlanShowCommand extends GatewayCommand {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** A plan whose operations wait for a person may still begin others; after so many looks without any it does not. */
    private static final int STILL = 5;

    @Parameters(paramLabel = "ID", description = "The id of the plan.")
    String id = "";

    @Option(names = "--wait", description = "Waits until it has ended or needs a person.")
    boolean wait;

    @Override
    ExitCode run(Gateway gateway) {
        var plan = wait ? follow(gateway, surroundings(), id) : read(gateway, id, Patience.USUAL);
        report().item(plan.json());
        if (!json) {
            plan.show(terminal());
            terminal().line(plan.progress());
        }
        return plan.hasEnded() || plan.standsStill() ? plan.exit() : ExitCode.DONE;
    }

    static PlanSeen read(Gateway gateway, String id, Patience patience) {
        var answer = gateway.get("/api/plans/" + Gateway.encoded(id), patience);
        if (!answer.isSuccess() || !answer.json().isObject()) {
            throw Refusals.of(answer, gateway.connection());
        }
        return new PlanSeen(answer.json());
    }

    /** Blocks until it has ended, was never committed, or waits for a person. */
    static PlanSeen follow(Gateway gateway, Surroundings surroundings, String id) {
        surroundings.parting().set("The plan %s goes on. Watch it with: spot plan show %1$s --wait".formatted(id));
        var told = "";
        var still = 0;
        try {
            while (true) {
                var plan = read(gateway, id, Patience.ENDLESS);
                if (!plan.progress().equals(told)) {
                    told = plan.progress();
                    still = 0;
                    surroundings.terminal().note(told);
                }
                if (plan.hasEnded() || plan.isPlanned() || plan.standsStill() && ++still > STILL) {
                    return plan;
                }
                Patience.pause(EVERY);
            }
        } finally {
            surroundings.parting().set("");
        }
    }
}
