package io.spotmanager.gateway.migration;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.workflow.operation.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One of the ways in which a host changes its pool; each is a workflow. */
public sealed interface HostCommand {
    /** The name of its workflow. */
    String kind();

    /** The same as a move; a side without a pool is empty. */
    MoveRequest asMove();

    /** What the worker gets. */
    JsonNode request();

    /** Why a host leaves all pools, as somebody said or for the lack of that; null for what needs no reason. */
    default @Nullable String reason() {
        return null;
    }

    /** From one pool into another. */
    record Move(MoveRequest move) implements HostCommand {
        public static final String KIND = "migration";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public MoveRequest asMove() {
            return move;
        }

        @Override
        public JsonNode request() {
            return Json.MAPPER.valueToTree(move);
        }
    }

    /** From no pool into one. */
    record Place(PlaceRequest place) implements HostCommand {
        public static final String KIND = "placement";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public MoveRequest asMove() {
            return place.move();
        }

        @Override
        public JsonNode request() {
            return Json.MAPPER.valueToTree(place);
        }
    }

    /** From a pool into none. */
    record Withdraw(WithdrawRequest withdraw) implements HostCommand {
        public static final String KIND = "withdrawal";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public MoveRequest asMove() {
            return withdraw.move();
        }

        @Override
        public String reason() {
            return withdraw.reason();
        }

        @Override
        public JsonNode request() {
            return Json.MAPPER.valueToTree(withdraw);
        }
    }

    /** Out of a pool, into another one or into none, once the host is empty. */
    record Drain(DrainRequest drain) implements HostCommand {
        public static final String KIND = "drain";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public MoveRequest asMove() {
            return drain.move();
        }

        @Override
        public @Nullable String reason() {
            return drain.targetAggregate() == null ? drain.reason() : null;
        }

        @Override
        public JsonNode request() {
            return Json.MAPPER.valueToTree(drain);
        }
    }

    /**
     * What takes it back. The way back of a withdrawal opens again what that has closed.
     *
     * @param accepted the consequences that are accepted on the way back
     * @param reason of the withdrawal that takes a placement back
     */
    default HostCommand reversed(@Nullable Set<Acknowledgement> accepted, String reason) {
        var move = asMove();
        if (move.sourceAggregate().isEmpty()) {
            return new Withdraw(new WithdrawRequest(move.host(), move.targetAggregate(), false, reason, accepted));
        }
        return move.targetAggregate().isEmpty()
                ? new Place(new PlaceRequest(move.host(), move.sourceAggregate(), accepted))
                : new Move(new MoveRequest(move.host(), move.targetAggregate(), move.sourceAggregate(), accepted));
    }

    /** Reads what {@link #request} wrote. */
    static HostCommand of(Command command) {
        return switch (command.kind()) {
            case Place.KIND -> new Place(Json.MAPPER.treeToValue(command.request(), PlaceRequest.class));
            case Withdraw.KIND -> new Withdraw(Json.MAPPER.treeToValue(command.request(), WithdrawRequest.class));
            case Drain.KIND -> new Drain(Json.MAPPER.treeToValue(command.request(), DrainRequest.class));
            default -> new Move(Json.MAPPER.treeToValue(command.request(), MoveRequest.class));
        };
    }
}
