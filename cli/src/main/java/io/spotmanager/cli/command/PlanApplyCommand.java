package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description =
                "Makes a plan of a file, shows it, asks, lets it begin and follows it. The file is JSON or CSV as POST /api/plans takes it.")
final class PlanApplyCommand extends GatewayCommand {
    private static final int LONGEST = 8 << 20;

    @Parameters(paramLabel = "FILE", description = "Such as moves.csv or plan.json.")
    String file = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name of a plan that is made of CSV.")
    @Nullable
    String name;

    @Option(names = "--yes", description = "Does not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Makes the plan and shows it; begins nothing.")
    boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    @Nullable
    String reason;

    @Option(names = "--at-once", paramLabel = "N", description = "How many of its operations may be open; else 5.")
    @Nullable
    Integer atOnce;

    @Option(
            names = "--stop-after-failures",
            paramLabel = "N",
            description = "After how many failures nothing more begins; else 1, and 0 for never.")
    @Nullable
    Integer stopAfterFailures;

    @Option(names = "--no-wait", description = "Does not follow it.")
    boolean noWait;

    @Override
    ExitCode run(Gateway gateway) {
        if (!yes && !dryRun && terminal().in() == null) {
            throw wrong("Nobody can be asked here: add --yes to let the plan begin, or --dry-run to look at it.");
        }
        var plan = make(gateway, content());
        if (!json) {
            plan.show(terminal());
        }
        var allowed = plan.allowed();
        if (dryRun || allowed == 0) {
            report().item(plan.json());
            note(
                    dryRun
                            ? "Nothing was begun."
                            : "The checks allow none of %d operations; nothing was begun.".formatted(plan.size()));
            return allowed == plan.size() && allowed > 0 ? ExitCode.DONE : ExitCode.REFUSED;
        }
        if (!yes && !terminal().confirms("Begin %d of %d operations?".formatted(allowed, plan.size()))) {
            report().item(plan.json());
            note("Nothing was begun. The plan is kept: spot plan show %s".formatted(plan.id()));
            return ExitCode.FAILED;
        }
        var committed = commit(gateway, plan.id());
        if (committed.awaitsApproval()) {
            report().item(committed.json());
            note("A second person has to approve it before it begins: %s"
                    .formatted(committed.json().at("/approval/href").asString("")));
            return ExitCode.NEEDS_PERSON;
        }
        var last = noWait ? committed : PlanShowCommand.follow(gateway, surroundings(), plan.id());
        report().item(last.json());
        if (!noWait && !json) {
            last.show(terminal());
        }
        say(last.progress());
        return noWait ? ExitCode.DONE : last.exit();
    }

    private record Content(String text, boolean isJson) {}

    private Content content() {
        var path = Path.of(file);
        try {
            if (Files.size(path) > LONGEST) {
                throw CommandFailure.usage("FILE: %s has more than %d MiB.".formatted(file, LONGEST >> 20));
            }
            var text = Files.readString(path, StandardCharsets.UTF_8);
            var isCsv = file.toLowerCase(Locale.ROOT).endsWith(".csv");
            var isJson = !isCsv && text.stripLeading().startsWith("{");
            if (isJson && name != null) {
                throw wrong("--name is for CSV; in JSON it is the member name.");
            }
            return new Content(text, isJson);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("FILE: there is no %s.".formatted(file));
        } catch (IOException e) {
            throw CommandFailure.usage("FILE: %s cannot be read as text in UTF-8 (%s)."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    /** A plan begins nothing, but nobody needs it twice: it is sent again only if it did not arrive. */
    private PlanSeen make(Gateway gateway, Content content) {
        var query = name == null ? "" : "?name=" + Gateway.encoded(name);
        var answer = content.isJson()
                ? gateway.post("/api/plans", content.text(), "application/json")
                : gateway.post("/api/plans" + query, content.text(), "text/csv");
        if (!answer.isSuccess()) {
            throw Refusals.of(answer, gateway.connection());
        }
        return new PlanSeen(answer.json());
    }

    private PlanSeen commit(Gateway gateway, String id) {
        var body = HostCommand.object();
        if (reason != null) {
            body.put("reason", reason);
        }
        if (atOnce != null) {
            body.put("at_once", atOnce);
        }
        if (stopAfterFailures != null) {
            body.put("stop_after_failures", stopAfterFailures);
        }
        surroundings().parting().set("Whether the plan has begun is not known: spot plan show %s".formatted(id));
        try {
            return committed(gateway, id, body.toString());
        } catch (CommandFailure failure) {
            if (failure.code() != ExitCode.UNREACHABLE) {
                throw failure;
            }
            var now = PlanShowCommand.read(gateway, id, Patience.USUAL);
            return now.isPlanned() && !now.awaitsApproval() ? committed(gateway, id, body.toString()) : now;
        } finally {
            surroundings().parting().set("");
        }
    }

    private static PlanSeen committed(Gateway gateway, String id, String body) {
        var answer = gateway.post("/api/plans/%s/commit".formatted(Gateway.encoded(id)), body, "application/json");
        if (!answer.isSuccess()) {
            throw Refusals.of(answer, gateway.connection());
        }
        return new PlanSeen(answer.json());
    }
}
