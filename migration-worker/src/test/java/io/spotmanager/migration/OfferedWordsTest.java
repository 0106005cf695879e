package io.spotmanager.migration;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the buttons say that somebody presses who has to decide about a host. The recommended one has a star. */
class OfferedWordsTest {
    private static final String SOURCE = "L40-n3";
    private static final String TARGET = "L40-n3-spot";
    private static final Map<String, ?> UNREAD = Map.of();
    private static final Map<String, ?> MOVE = Map.of("source_aggregate", SOURCE, "target_aggregate", TARGET);
    private static final Map<String, ?> WITHDRAWAL = Map.of("source_aggregate", SOURCE);
    private static final Map<String, ?> CLOSED_FOR_GOOD = Map.of("source_aggregate", SOURCE, "stays_disabled", true);

    /** Where Nova last showed the host. */
    private static Map<String, ?> in(String... pools) {
        var names = List.of(pools);
        return Map.of(
                SeenPlacement.FACT,
                Map.of(
                        "text", names.isEmpty() ? "in no pool" : "in " + String.join(" and ", names),
                        "in_source", names.contains(SOURCE),
                        "in_target", names.contains(TARGET),
                        "elsewhere",
                                names.stream()
                                        .filter(name -> !name.equals(SOURCE) && !name.equals(TARGET))
                                        .toList(),
                        "at", "2026-11-28T12:03:11Z"));
    }

    private record Words(TransitionTable table, ActionDescription actions, Map<String, ?> request) {
        List<ActionEffect> in(String state, Map<String, ?> facts) {
            return actions.effects(
                    new Situation(table.row(state), Json.MAPPER.valueToTree(request), Json.MAPPER.valueToTree(facts)));
        }

        /** Each button with the calls behind it and where the host ends. */
        String buttons(String state, Map<String, ?> facts) {
            return in(state, facts).stream()
                    .map(each -> "%s%s: %s > %s > %s\n"
                            .formatted(
                                    each.action(),
                                    each.recommended() ? "*" : "",
                                    each.caption(),
                                    calls(each).collect(joining(", then ")),
                                    each.end()))
                    .collect(joining());
        }

        String recommended(String state, Map<String, ?> facts) {
            return in(state, facts).stream()
                    .filter(ActionEffect::recommended)
                    .map(each -> each.action() + ": " + each.reason())
                    .collect(joining());
        }

        String effect(String state, Map<String, ?> facts, String action) {
            return in(state, facts).stream()
                    .filter(each -> each.action().equals(action))
                    .map(ActionEffect::effect)
                    .collect(joining());
        }
    }

    private static Stream<String> calls(ActionEffect effect) {
        return Objects.requireNonNull(effect.calls()).stream().map(CloudCall::call);
    }

    private static final Words OF_MOVE = new Words(MigrationTable.TABLE, new MigrationActions(), MOVE);
    private static final Words OF_PLACEMENT =
            new Words(PlaceTable.TABLE, StockActions.OF_PLACEMENT, Map.of("target_aggregate", TARGET));
    private static final Words OF_WITHDRAWAL = new Words(WithdrawTable.TABLE, StockActions.OF_WITHDRAWAL, WITHDRAWAL);
    private static final Words OF_DRAIN = new Words(DrainTable.TABLE, new DrainActions(), MOVE);
    private static final Words OF_CLOSING_DRAIN = new Words(DrainTable.TABLE, new DrainActions(), CLOSED_FOR_GOOD);

    static Stream<Arguments> situations() {
        return Stream.of(
                        OF_MOVE,
                        OF_PLACEMENT,
                        OF_WITHDRAWAL,
                        OF_DRAIN,
                        new Words(DrainTable.TABLE, new DrainActions(), WITHDRAWAL),
                        OF_CLOSING_DRAIN)
                .flatMap(words -> words.table().states().stream()
                        .flatMap(state -> Stream.of(UNREAD, in(), in(SOURCE), in(TARGET), in("Contract-ACME"))
                                .map(facts -> Arguments.of(words, state, facts))));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void a_button_calls_what_it_says_and_nothing_if_it_says_that(Words words, String state, Map<String, ?> facts) {
        assertThat(words.in(state, facts)).allSatisfy(each -> {
            var caption = each.caption();
            if (caption.startsWith("Change nothing") || each.effect().startsWith("Nothing is changed")) {
                assertThat(calls(each)).as(caption).isEmpty();
            }
            if (caption.startsWith("Add to") || caption.startsWith("Put ")) {
                assertThat(calls(each)).as(caption).anyMatch(call -> call.startsWith("add the host to"));
            }
            if (caption.startsWith("Take out of") || caption.startsWith("Move from")) {
                assertThat(calls(each)).as(caption).anyMatch(call -> call.startsWith("take the host out of"));
            }
            if (caption.startsWith("Open it")) {
                assertThat(calls(each)).as(caption).allMatch(call -> call.startsWith("enable its compute service"));
            }
        });
    }

    @Test
    void a_move_that_waits_for_a_person_offers_what_fits_to_where_the_host_is() {
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", UNREAD)).isEqualTo("""
                RETRY*: Take out of L40-n3 if it is there, then add to L40-n3-spot > take the host out of L40-n3, if it is there, then add the host to L40-n3-spot > in L40-n3-spot
                ROLL_BACK: Take out of L40-n3-spot if it is there, put back into L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3 > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > where it is
                ADOPT: Leave it where it is and close >  > where it is
                """);
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", in())).isEqualTo("""
                RETRY: Add to L40-n3-spot > add the host to L40-n3-spot > in L40-n3-spot
                ROLL_BACK*: Put back into L40-n3 > add the host to L40-n3 > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > in no pool
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", in(SOURCE))).isEqualTo("""
                RETRY: Move from L40-n3 to L40-n3-spot > take the host out of L40-n3, then add the host to L40-n3-spot > in L40-n3-spot
                ROLL_BACK*: Keep in L40-n3 and close >  > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > in L40-n3
                ADOPT: Leave it in L40-n3 and close >  > in L40-n3
                """);
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", in(TARGET))).isEqualTo("""
                RETRY*: Check that it is in L40-n3-spot >  > in L40-n3-spot
                ROLL_BACK: Take out of L40-n3-spot, put back into L40-n3 > take the host out of L40-n3-spot, then add the host to L40-n3 > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > in L40-n3-spot
                ADOPT: Leave it in L40-n3-spot and close >  > in L40-n3-spot
                """);
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", in(SOURCE, TARGET))).isEqualTo("""
                RETRY: Take out of L40-n3, keep in L40-n3-spot > take the host out of L40-n3 > in L40-n3-spot
                ROLL_BACK*: Take out of L40-n3-spot, leave it in L40-n3 > take the host out of L40-n3-spot > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > in L40-n3 and L40-n3-spot
                ADOPT: Leave it in L40-n3 and L40-n3-spot and close >  > in L40-n3 and L40-n3-spot
                """);
        assertThat(OF_MOVE.buttons("NEEDS_OPERATOR", in("Contract-ACME", "A100-n3")))
                .isEqualTo("""
                RETRY*: Try again to move it to L40-n3-spot > take the host out of L40-n3, then add the host to L40-n3-spot > in L40-n3-spot
                ROLL_BACK: Try again to put it back into L40-n3 > take the host out of L40-n3-spot, then add the host to L40-n3 > in L40-n3
                SKIP: Change nothing, check that it is in L40-n3-spot >  > in Contract-ACME and A100-n3
                ADOPT: Leave it in Contract-ACME and A100-n3 and close >  > in Contract-ACME and A100-n3
                """);
    }

    @Test
    void a_move_recommends_what_ends_it_well() {
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", UNREAD))
                .isEqualTo("RETRY: It is not known where the host is; this reads it before anything else.");
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in()))
                .isEqualTo("ROLL_BACK: The host is in no pool and sells nothing.");
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in(SOURCE)))
                .isEqualTo("ROLL_BACK: The host is where it came from.");
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in(TARGET)))
                .isEqualTo("RETRY: The host is in its target; only the check is missing.");
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in(SOURCE, TARGET)))
                .isEqualTo("ROLL_BACK: The host is in two pools and could be sold twice.");
        assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in("Contract-ACME")))
                .isEqualTo("ADOPT: The host is in Contract-ACME, where this move did not put it.");
        for (var pools : List.of(
                List.of(SOURCE, "Contract-ACME"),
                List.of(TARGET, "Contract-ACME"),
                List.of("A100-n3", "Contract-ACME"))) {
            assertThat(OF_MOVE.recommended("NEEDS_OPERATOR", in(pools.toArray(String[]::new))))
                    .startsWith("RETRY: The host is in")
                    .contains("and could be sold twice. Take it out of", "Contract-ACME in Nova first.");
        }
    }

    @Test
    void what_is_tried_again_by_itself_need_not_be_pressed_and_an_end_offers_nothing() {
        assertThat(OF_MOVE.recommended("HOST_REMOVED", in()))
                .isEqualTo("RETRY: The worker retries automatically; this action only skips the wait.");
        assertThat(OF_PLACEMENT.recommended("VALIDATED", in()))
                .isEqualTo("RETRY: The worker retries automatically; this action only skips the wait.");
        assertThat(OF_DRAIN.recommended("CLOSED", in()))
                .isEqualTo("RETRY: The worker looks again by itself; this action only skips the wait.");
        assertThat(OF_MOVE.buttons("SUCCEEDED", in())).isEmpty();
        assertThat(OF_PLACEMENT.buttons("SUCCEEDED", in())).isEmpty();
        assertThat(OF_DRAIN.buttons("SUCCEEDED", in())).isEmpty();
    }

    @Test
    void a_host_that_this_operation_did_not_put_there_is_best_left_there() {
        assertThat(OF_WITHDRAWAL.recommended("NEEDS_OPERATOR", in("Contract-ACME")))
                .isEqualTo("ADOPT: The host is in Contract-ACME, where this withdrawal did not put it.");
        assertThat(OF_DRAIN.recommended("NEEDS_OPERATOR", in("Contract-ACME")))
                .isEqualTo("ADOPT: The host is in Contract-ACME, where this drain did not put it.");
        assertThat(OF_WITHDRAWAL.recommended("NEEDS_OPERATOR", in(SOURCE)))
                .isEqualTo("RETRY: This reads where the host is before it changes anything.");
        assertThat(OF_DRAIN.recommended("NEEDS_OPERATOR", in(SOURCE)))
                .isEqualTo("RETRY: The host stays closed for new VMs meanwhile; nothing is moved before it is empty.");
    }

    @Test
    void who_takes_a_host_back_is_told_that_vms_would_be_asked_about() {
        assertThat(OF_MOVE.effect("NEEDS_OPERATOR", in(TARGET), "ROLL_BACK"))
                .contains("If VMs run on the host by then and that was not accepted, you are asked first.");
        assertThat(OF_MOVE.effect("VALIDATED", in(), "CANCEL")).startsWith("The move ends as cancelled");
        assertThat(OF_MOVE.effect("HOST_REMOVED", in(), "CANCEL")).isEmpty();
        assertThat(OF_MOVE.effect("HOST_REMOVED", in(), "ROLL_BACK")).startsWith("The move ends as rolled back");
    }

    @Test
    void a_button_of_a_drain_says_when_it_succeeds_and_what_becomes_of_the_service() {
        assertThat(OF_DRAIN.effect("SERVICE_SETTLED", in(), "RETRY"))
                .isEqualTo(
                        "Nothing is changed. It succeeds if Nova shows the host in L40-n3-spot, or else you are asked again.");
        assertThat(OF_DRAIN.effect("NEEDS_OPERATOR", in(), "ADOPT"))
                .endsWith("The service is enabled again if this closed the host.");
        assertThat(OF_CLOSING_DRAIN.effect("NEEDS_OPERATOR", in(), "ADOPT")).doesNotContain("service");
        assertThat(OF_PLACEMENT.effect("SERVICE_SETTLED", in(), "RETRY"))
                .isEqualTo(
                        "Nothing is changed. The placement succeeds if Nova shows the host in L40-n3-spot alone, or else you are asked again.");
    }

    @Test
    void the_buttons_of_a_move_on_its_way() {
        assertThat(OF_MOVE.buttons("REQUESTED", UNREAD)).isEqualTo("""
                RETRY*: Check the move again > take the host out of L40-n3, if it is there, then add the host to L40-n3-spot > in L40-n3-spot
                CANCEL: Close without a change >  > where it is
                """);
        assertThat(OF_MOVE.buttons("VALIDATED", in())).isEqualTo("""
                RETRY*: Add to L40-n3-spot > add the host to L40-n3-spot > in L40-n3-spot
                SKIP: Add to L40-n3-spot if it has left L40-n3 > add the host to L40-n3-spot, if it has left L40-n3 > in L40-n3-spot
                CANCEL: Put back into L40-n3 > add the host to L40-n3 > in L40-n3
                """);
        assertThat(OF_MOVE.buttons("ADOPTING", in())).isEqualTo("""
                RETRY*: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_MOVE.buttons("CANCELLING", in(SOURCE))).isEqualTo("""
                RETRY*: Keep in L40-n3 and close >  > in L40-n3
                ADOPT: Leave it in L40-n3 and close >  > in L40-n3
                """);
    }

    @Test
    void the_buttons_of_a_placement() {
        assertThat(OF_PLACEMENT.buttons("REQUESTED", in())).isEqualTo("""
                RETRY*: Check the placement again > add the host to L40-n3-spot, if it is not there, then enable its compute service, if a withdrawal or drain disabled it > in L40-n3-spot
                CANCEL: Close without a change >  > in no pool
                """);
        assertThat(OF_PLACEMENT.buttons("VALIDATED", in())).isEqualTo("""
                RETRY*: Add to L40-n3-spot > add the host to L40-n3-spot, if it is not there, then enable its compute service, if a withdrawal or drain disabled it > in L40-n3-spot
                SKIP: Open it for new VMs, check that it is in L40-n3-spot alone > enable its compute service, if a withdrawal or drain disabled it > in L40-n3-spot
                CANCEL: Take out of L40-n3-spot, leave in no pool > take the host out of L40-n3-spot, if it is there, then disable its compute service, if this operation enabled it > in no pool
                """);
        assertThat(OF_PLACEMENT.buttons("HOST_ADDED", in())).isEqualTo("""
                RETRY*: Open it for new VMs, check that it is in L40-n3-spot alone > enable its compute service, if a withdrawal or drain disabled it > in L40-n3-spot
                ROLL_BACK: Take out of L40-n3-spot, leave in no pool > take the host out of L40-n3-spot, if it is there, then disable its compute service, if this operation enabled it > in no pool
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_PLACEMENT.buttons("NEEDS_OPERATOR", UNREAD)).isEqualTo("""
                RETRY*: Add to L40-n3-spot > add the host to L40-n3-spot, if it is not there, then enable its compute service, if a withdrawal or drain disabled it > in L40-n3-spot
                ROLL_BACK: Take out of L40-n3-spot, leave in no pool > take the host out of L40-n3-spot, if it is there, then disable its compute service, if this operation enabled it > in no pool
                SKIP: Change nothing, check that it is in L40-n3-spot alone >  > where it is
                ADOPT: Leave it where it is and close >  > where it is
                """);
    }

    @Test
    void the_buttons_of_a_withdrawal() {
        assertThat(OF_WITHDRAWAL.buttons("REQUESTED", in())).isEqualTo("""
                RETRY*: Check the withdrawal again > disable its compute service, if that was asked for, then take the host out of L40-n3, if it is there > in no pool
                CANCEL: Close without a change >  > in no pool
                """);
        assertThat(OF_WITHDRAWAL.buttons("SERVICE_SETTLED", in())).isEqualTo("""
                RETRY*: Take out of L40-n3 > take the host out of L40-n3, if it is there > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Change nothing, check that it is in no pool >  > in no pool
                """);
        assertThat(OF_WITHDRAWAL.buttons("HOST_REMOVED", in())).isEqualTo("""
                RETRY*: Change nothing, check that it is in no pool >  > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_WITHDRAWAL.buttons("NEEDS_OPERATOR", UNREAD)).isEqualTo("""
                RETRY*: Take out of L40-n3 > disable its compute service, if that was asked for, then take the host out of L40-n3, if it is there > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Change nothing, check that it is in no pool >  > where it is
                ADOPT: Leave it where it is and close >  > where it is
                """);
    }

    @Test
    void the_buttons_of_a_drain() {
        assertThat(OF_DRAIN.buttons("REQUESTED", in(SOURCE))).isEqualTo("""
                RETRY*: Check it again > disable its compute service, if it is enabled, then take the host out of L40-n3, if it is there, then add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                CANCEL: Close without a change >  > in L40-n3
                """);
        assertThat(OF_DRAIN.buttons("CLOSED", in(SOURCE))).isEqualTo("""
                RETRY*: Look again whether it is empty > take the host out of L40-n3, if it is there, then add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                CANCEL: Stop waiting, leave it in L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_DRAIN.buttons("EMPTY", in(SOURCE))).isEqualTo("""
                RETRY*: Take out of L40-n3 > take the host out of L40-n3, if it is there, then add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                ROLL_BACK: Put back into L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Put it in L40-n3-spot, if it has left L40-n3 > add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                CANCEL: Stop waiting, leave it in L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_DRAIN.buttons("HOST_REMOVED", in(SOURCE))).isEqualTo("""
                RETRY*: Put it in L40-n3-spot > add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                ROLL_BACK: Put back into L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Open it for new VMs, check that it is in L40-n3-spot > enable its compute service, if this operation disabled it > in L40-n3-spot
                ADOPT: Leave it in L40-n3 and close > enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_DRAIN.buttons("CANCELLING", in(SOURCE))).isEqualTo("""
                RETRY*: Stop waiting, leave it in L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                ADOPT: Leave it in L40-n3 and close > enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_DRAIN.buttons("NEEDS_OPERATOR", UNREAD)).isEqualTo("""
                RETRY*: Wait until it is empty, then put it in L40-n3-spot > disable its compute service, if it is enabled, then take the host out of L40-n3, if it is there, then add the host to L40-n3-spot, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3-spot
                ROLL_BACK: Put back into L40-n3 > take the host out of L40-n3-spot, if it is there, then add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Open it for new VMs, check that it is in L40-n3-spot > enable its compute service, if this operation disabled it > in L40-n3-spot
                ADOPT: Leave it where it is and close > enable its compute service, if this operation disabled it > where it is
                """);
    }

    @Test
    void a_drain_that_keeps_its_host_closed_opens_it_in_no_case_but_a_roll_back() {
        assertThat(OF_CLOSING_DRAIN.buttons("VALIDATED", in())).isEqualTo("""
                RETRY*: Wait until it is empty, then put it in no pool > disable its compute service, if it is enabled, then take the host out of L40-n3, if it is there > in no pool
                CANCEL: Stop waiting, leave it in L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_CLOSING_DRAIN.buttons("EMPTY", in())).isEqualTo("""
                RETRY*: Take out of L40-n3 > take the host out of L40-n3, if it is there > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Change nothing, check that it is in no pool >  > in no pool
                CANCEL: Stop waiting, leave it in L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                """);
        assertThat(OF_CLOSING_DRAIN.buttons("HOST_REMOVED", in())).isEqualTo("""
                RETRY*: Change nothing, check that it is in no pool >  > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Change nothing, check that it is in no pool >  > in no pool
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_CLOSING_DRAIN.buttons("HOST_PLACED", in())).isEqualTo("""
                RETRY*: Change nothing, check that it is in no pool >  > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
        assertThat(OF_CLOSING_DRAIN.buttons("NEEDS_OPERATOR", in())).isEqualTo("""
                RETRY*: Wait until it is empty, then put it in no pool > disable its compute service, if it is enabled, then take the host out of L40-n3, if it is there > in no pool
                ROLL_BACK: Put back into L40-n3 > add the host to L40-n3, if it is not there, then enable its compute service, if this operation disabled it > in L40-n3
                SKIP: Change nothing, check that it is in no pool >  > in no pool
                ADOPT: Leave it in no pool and close >  > in no pool
                """);
    }
}
