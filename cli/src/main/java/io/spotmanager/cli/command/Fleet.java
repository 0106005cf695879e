package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fleet, as the gateway's snapshot has it. */
final class Fleet {
    private static final String NAME = "name";
    private static final String TYPE = "gpu_type";

    private final Gateway gateway;
    private final JsonNode types;

    private Fleet(Gateway gateway, JsonNode types) {
        this.gateway = gateway;
        this.types = types;
    }

    static Fleet read(Gateway gateway) {
        return new Fleet(gateway, gateway.get("/api/gpu-types").json());
    }

    /** Ends the command if the fleet can be read and has no such pool. The worker would refuse it too, but after it was accepted. */
    static void requirePool(Gateway gateway, String option, String pool) {
        var answer = gateway.get("/api/gpu-types", Patience.USUAL);
        if (!answer.isSuccess()) {
            return; // such as for a token that may move and not read
        }
        new Fleet(gateway, answer.json()).requirePool(option, pool);
    }

    private void requirePool(String option, String pool) {
        var known = pools();
        if (!known.isEmpty() && !known.contains(pool)) {
            throw unknown(option, "pool", pool, known);
        }
    }

    /** Adds the nearest host to what the gateway says, if it knows none of that name. */
    static String hostHint(Gateway gateway, String host) {
        try {
            var hosts = read(gateway).hosts(null, null).keySet();
            return hosts.contains(host)
                    ? ""
                    : NearestName.of(host, hosts)
                            .map(" Did you mean %s?"::formatted)
                            .orElse("");
        } catch (CommandFailure failure) {
            return "";
        }
    }

    Stream<JsonNode> types(@Nullable String type, @Nullable String pool) {
        if (type != null && types().noneMatch(each -> Answer.text(each, TYPE).equals(type))) {
            throw unknown(
                    "--type",
                    "GPU type",
                    type,
                    types().map(each -> Answer.text(each, TYPE)).toList());
        }
        if (pool != null) {
            requirePool("--pool", pool);
        }
        return types().filter(each -> type == null || Answer.text(each, TYPE).equals(type))
                .filter(each -> pool == null
                        || each.path("sold_in")
                                .valueStream()
                                .anyMatch(one -> Answer.text(one, NAME).equals(pool)));
    }

    private Stream<JsonNode> types() {
        return types.path("gpu_types").valueStream();
    }

    private Set<String> pools() {
        var names = new TreeSet<String>();
        types().flatMap(type -> type.path("sold_in").valueStream()).forEach(pool -> names.add(Answer.text(pool, NAME)));
        types.at("/unclassified/pools").valueStream().forEach(pool -> names.add(pool.asString("")));
        return names;
    }

    /** Returns a sentence about hosts that no list by type has; empty if there are none. */
    String left() {
        var hosts = types.at("/unclassified/hosts").asInt(0);
        return hosts == 0
                ? ""
                : "%d hosts of pools without a known GPU type are not listed: %s"
                        .formatted(
                                hosts,
                                types.at("/unclassified/pools")
                                        .valueStream()
                                        .map(it -> it.asString(""))
                                        .toList());
    }

    /** Returns the hosts by name, of all types and pools, or of those alone. */
    Map<String, JsonNode> hosts(@Nullable String type, @Nullable String pool) {
        var hosts = new TreeMap<String, JsonNode>();
        var chosen = types(type, pool).map(each -> Answer.text(each, TYPE)).toList();
        for (var each : chosen) {
            for (var list : List.of("aggregates", "contract-aggregates")) {
                gateway.get("/api/%s/%s?columns=false".formatted(list, Gateway.encoded(each)))
                        .json()
                        .path("pools")
                        .valueStream()
                        .flatMap(one -> Stream.concat(
                                one.path("hosts").valueStream(),
                                one.path("arriving").valueStream()))
                        .forEach(host -> hosts.put(Answer.text(host, "hostname"), host));
            }
        }
        gateway.get("/api/out-of-stock")
                .json()
                .path("hosts")
                .valueStream()
                .filter(host -> type == null || Answer.text(host, TYPE).equals(type))
                .forEach(host -> hosts.putIfAbsent(Answer.text(host, "hostname"), host));
        var found = new LinkedHashMap<>(hosts);
        found.values()
                .removeIf(host -> pool != null
                        && !Answer.text(host, "aggregate").equals(pool)
                        && !Answer.text(host.path("moving"), "to").equals(pool)
                        && host.path("aggregates")
                                .valueStream()
                                .noneMatch(name -> name.asString("").equals(pool)));
        return found;
    }

    private static CommandFailure unknown(String option, String what, String name, Collection<String> known) {
        return new CommandFailure(
                ExitCode.REFUSED,
                "%s: the snapshot has no %s \"%s\"%s".formatted(option, what, name, NearestName.hint(name, known)));
    }
}
