package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "free",
        description =
                "Shows the GPUs of each type and pool: free, sellable, the largest free block, and out of stock with the reasons.")
final class FreeCommand extends GatewayCommand {
    @Option(names = "--type", paramLabel = "TYPE", description = "Of this GPU type alone.")
    @Nullable
    String type;

    @Option(names = "--pool", paramLabel = "POOL", description = "Of this pool alone.")
    @Nullable
    String pool;

    @Override
    ExitCode run(Gateway gateway) {
        var fleet = Fleet.read(gateway);
        var ofPools = json ? Map.<String, Map<String, Integer>>of() : reasonsOfPools(gateway);
        var table = new Table("TYPE", "POOL", "FREE", "SELLABLE", "LARGEST", "OUT OF STOCK", "HOSTS BY REASON");
        fleet.types(type, pool).forEach(each -> {
            report().item(each);
            if (pool == null) {
                row(table, each, Answer.text(each, "gpu_type"), "all", reasons(each));
            }
            each.path("sold_in")
                    .valueStream()
                    .filter(one -> pool == null || Answer.text(one, "name").equals(pool))
                    .forEach(one -> row(
                            table,
                            one,
                            Answer.text(each, "gpu_type"),
                            Answer.text(one, "name"),
                            text(ofPools.getOrDefault(Answer.text(one, "name"), Map.of()))));
        });
        if (!json) {
            terminal().table(table);
        }
        if (type == null && !fleet.left().isEmpty()) {
            note(fleet.left());
        }
        return ExitCode.DONE;
    }

    private static void row(Table table, JsonNode counts, String type, String pool, String reasons) {
        var gpus = counts.path("gpus");
        table.row(
                type,
                pool,
                Answer.text(gpus, "free"),
                Answer.text(gpus, "sellable"),
                Answer.text(counts, "largest_free"),
                Answer.text(gpus, "out_of_stock"),
                reasons);
    }

    private static String reasons(JsonNode type) {
        var reasons = new TreeMap<String, Integer>();
        type.path("out_of_stock_reasons")
                .valueStream()
                .forEach(reason -> reasons.put(
                        Answer.text(reason, "code"), reason.path("hosts").asInt(0)));
        return text(reasons);
    }

    /** Returns the number of hosts by reason, by pool: the list of types has them by type alone. */
    private static Map<String, Map<String, Integer>> reasonsOfPools(Gateway gateway) {
        var reasons = new TreeMap<String, Map<String, Integer>>();
        gateway.get("/api/out-of-stock")
                .json()
                .path("hosts")
                .valueStream()
                .forEach(host -> host.path("reasons")
                        .valueStream()
                        .forEach(reason -> reasons.computeIfAbsent(Answer.text(host, "aggregate"), _ -> new TreeMap<>())
                                .merge(Answer.text(reason, "code"), 1, Integer::sum)));
        return reasons;
    }

    private static String text(Map<String, Integer> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> "%d %s".formatted(reason.getValue(), reason.getKey()))
                .collect(Collectors.joining(", "));
    }
}
