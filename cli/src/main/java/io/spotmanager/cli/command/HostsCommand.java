package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.NearestName;
import io.spotmanager.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "hosts", description = "Lists hosts with their pool, GPUs, VMs and why they cannot be sold.")
final class HostsCommand extends GatewayCommand {
    private static final List<String> STATUSES = List.of("available", "in-use", "out-of-stock");

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "A part of the host's name; * stands for anything.")
    List<String> names = new ArrayList<>();

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this GPU type, such as L40.")
    @Nullable
    String type;

    @Option(names = "--pool", paramLabel = "POOL", description = "In this pool, or on the way to it.")
    @Nullable
    String pool;

    @Option(names = "--status", paramLabel = "STATUS", description = "available, in-use or out-of-stock.")
    @Nullable
    String status;

    @Option(names = "--empty", description = "Without VMs.")
    boolean empty;

    @Override
    ExitCode run(Gateway gateway) {
        if (status != null && !STATUSES.contains(word(status))) {
            throw wrong("--status must be one of %s; it is \"%s\"%s"
                    .formatted(String.join(", ", STATUSES), status, NearestName.hint(status, STATUSES)));
        }
        var fleet = Fleet.read(gateway);
        var hosts =
                fleet.hosts(type, pool).values().stream().filter(this::isWanted).toList();
        hosts.forEach(report()::item);
        if (!json) {
            var table = new Table("HOST", "POOL", "TYPE", "GPUS", "VMS", "STATUS", "WHY");
            hosts.forEach(host -> table.row(
                    Answer.text(host, "hostname"),
                    or(Answer.text(host, "aggregate"), "-"),
                    or(Answer.text(host, "gpu_type"), "-"),
                    "%s/%s".formatted(Answer.text(host, "gpu_used"), Answer.text(host, "gpu_capacity")),
                    Answer.text(host, "vm_count"),
                    Answer.text(host, "status"),
                    why(host)));
            terminal().table(table);
            note("%d hosts".formatted(hosts.size()));
        }
        if (type == null && !fleet.left().isEmpty()) {
            note(fleet.left());
        }
        return ExitCode.DONE;
    }

    private boolean isWanted(JsonNode host) {
        var name = Answer.text(host, "hostname").toLowerCase(Locale.ROOT);
        return (status == null || word(Answer.text(host, "status")).equals(word(status)))
                && (!empty || !host.path("has_vms").asBoolean(true))
                && (names.isEmpty() || names.stream().anyMatch(text -> matches(name, text.toLowerCase(Locale.ROOT))));
    }

    private static boolean matches(String name, String text) {
        var at = 0;
        for (var part : text.split("\\*+", -1)) {
            at = name.indexOf(part, at);
            if (at < 0) {
                return false;
            }
            at += part.length();
        }
        return true;
    }

    private static String why(JsonNode host) {
        var texts = new ArrayList<String>();
        if (host.hasNonNull("moving")) {
            texts.add("moves %s > %s"
                    .formatted(
                            or(Answer.text(host.path("moving"), "from"), "-"),
                            or(Answer.text(host.path("moving"), "to"), "-")));
        }
        host.path("reasons")
                .valueStream()
                .map(reason -> Answer.text(reason, "text"))
                .forEach(texts::add);
        return String.join("; ", texts);
    }

    private static String word(String status) {
        return status.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
