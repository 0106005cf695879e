package io.spotmanager.launch.network;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each action says what it does to the server. */
class AttachNetworkActionsTest {
    static Stream<Row> rows() {
        return AttachNetworkTable.TABLE.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_action_of_every_state_says_what_it_does_and_one_is_recommended(Row row) {
        var request = new AttachNetworkRequest("vm-1", "server-1", "storage-net", "net-1");
        var effects = new AttachNetworkActions()
                .effects(new Situation(row, Json.MAPPER.valueToTree(request), Json.MAPPER.createObjectNode()));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.effect()).endsWith(".");
            assertThat(effect.caption())
                    .isEqualTo(
                            switch (row.exits().getOrDefault(Signal.valueOf(effect.action()), "")) {
                                case "REQUESTED" -> "Check the request again";
                                case "CANCELLED" -> "Close without a change";
                                case "VALIDATED" -> "Attach storage-net to vm-1";
                                case "ADOPTING" -> "Leave the interfaces of vm-1 as they are and close";
                                default -> "nothing else";
                            });
        });
        assertThat(effects.stream()
                        .map(effect -> row.exits().get(Signal.valueOf(effect.action())))
                        .collect(toSet()))
                .isEqualTo(row.actions().stream().map(row.exits()::get).collect(toSet()))
                .hasSameSizeAs(effects);
        assertThat(effects.stream().filter(ActionEffect::recommended))
                .hasSize(row.actions().isEmpty() ? 0 : 1);
    }
}
