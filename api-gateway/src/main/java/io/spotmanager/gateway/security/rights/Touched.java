package io.spotmanager.gateway.security.rights;

import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request acts on. Each pool of it has to be within the limits: those that are named, and those that the host is in.
 *
 * @param host null if only a server is named
 * @param pools named by the request; empty if the host alone says which
 * @param server name or id of a server, whose host counts; null if none is named
 */
public record Touched(
        @Nullable String host, List<String> pools, @Nullable String server) {
    /** A host, and the pools from and to which it is moved. */
    public static Touched move(@Nullable String host, @Nullable String source, @Nullable String target) {
        return new Touched(
                host, Stream.of(source, target).flatMap(Stream::ofNullable).toList(), null);
    }

    public static Touched host(@Nullable String host) {
        return new Touched(host, List.of(), null);
    }

    public static Touched server(@Nullable String server) {
        return new Touched(null, List.of(), server);
    }

    /** @return empty for a kind of operation that nobody has told what it acts on */
    public static Optional<Touched> of(Command command) {
        var request = command.request();
        return switch (command.kind()) {
            case "migration", "retire-and-move" ->
                Optional.of(move(
                        command.subject(),
                        request.path("source_aggregate").asString(""),
                        request.path("target_aggregate").asString("")));
            case "placement" ->
                Optional.of(move(
                        command.subject(),
                        null,
                        request.path("target_aggregate").asString("")));
            case "withdrawal" ->
                Optional.of(
                        move(command.subject(), request.path("source_aggregate").asString(""), null));
            case "drain" ->
                Optional.of(move(
                        command.subject(),
                        request.path("source_aggregate").asString(""),
                        request.path("target_aggregate").asStringOpt().orElse(null)));
            case "launch", "retire", "adopt-vm", "attach-firewall" -> Optional.of(host(command.subject()));
            case "plan" -> // the pools of all its operations; their hosts are looked at when each of them begins
                Optional.of(new Touched(
                        null,
                        request.path("pools")
                                .valueStream()
                                .map(pool -> pool.asString(""))
                                .toList(),
                        null));
            case "attach-network" ->
                Optional.of(server(request.path("server_id").asString("")));
            default -> Optional.empty();
        };
    }

    /** A body that says what its request acts on. It is asked before the body is validated, so a field may be null. */
    public interface Body {
        Touched touched();
    }

    boolean isNothing() {
        return host == null && pools.isEmpty() && server == null;
    }

    /** What is named, for a sentence. */
    String name() {
        return host != null ? host : server != null ? server : String.join(", ", pools);
    }
}
