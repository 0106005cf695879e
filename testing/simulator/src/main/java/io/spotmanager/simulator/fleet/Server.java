package io.spotmanager.simulator.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine.
 *
 * @param host null while it is on no host: shelved, or never placed
 */
public record Server(
        Birth birth,
        Project project,
        Flavor flavor,
        @Nullable String host,
        ServerState state) {

    /**
     * What a server keeps all its life.
     *
     * @param number counts from 1 in the order of creation
     */
    public record Birth(String id, int number, String name, Instant created) {}

    public String id() {
        return birth.id();
    }

    public String name() {
        return birth.name();
    }

    public boolean exists() {
        return state != ServerState.DELETED;
    }

    Server with(ServerState other) {
        return new Server(birth, project, flavor, host, other);
    }

    Server on(String other, ServerState into) {
        return new Server(birth, project, flavor, other, into);
    }

    Server of(Flavor other) {
        return new Server(birth, project, other, host, state);
    }

    Server deleted() {
        return new Server(birth, project, flavor, null, ServerState.DELETED);
    }
}
