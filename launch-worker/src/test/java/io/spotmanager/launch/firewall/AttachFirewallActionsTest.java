package io.spotmanager.launch.firewall;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each action says what it does to the VM, and each state has a title. */
class AttachFirewallActionsTest {
    static Stream<Row> rows() {
        return AttachFirewallTable.TABLE.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_action_of_every_state_says_what_it_does_and_one_is_recommended(Row row) {
        var request = new AttachFirewallRequest("CA1-L40-01", 971, null);
        var effects = new AttachFirewallActions()
                .effects(new Situation(row, Json.MAPPER.valueToTree(request), Json.MAPPER.createObjectNode()));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.effect()).endsWith(".");
            assertThat(effect.caption())
                    .isEqualTo(
                            switch (row.exits().getOrDefault(Signal.valueOf(effect.action()), "")) {
                                case "REQUESTED" -> "Check the request again";
                                case "CANCELLED" -> "Close without a change";
                                case "VALIDATED" -> "Attach the firewall 971 to CA1-L40-01";
                                case "ATTACHED" -> "Look at the firewalls of CA1-L40-01 again";
                                case "ADOPTING" -> "Leave the firewalls of CA1-L40-01 as they are and close";
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

    @Test
    void the_happy_path_leads_from_the_request_to_success_and_every_state_has_a_title() {
        var description = WorkflowDescription.of(
                AttachFirewallTable.TABLE, AttachFirewallTitles.TITLES, (row, action) -> Optional.empty());

        assertThat(description.happyPath()).containsExactly("REQUESTED", "VALIDATED", "ATTACHED", "SUCCEEDED");
        assertThat(description.firstActions()).containsExactly("RETRY", "CANCEL");
        assertThat(description.states()).extracting(State::title).doesNotContain("");
    }
}
