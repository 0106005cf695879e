package io.spotmanager.gateway.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.StoredCommand;
import io.spotmanager.gateway.reservations.DueDecision.Findings;
import io.spotmanager.gateway.reservations.DueDecision.Verdict;
import io.spotmanager.gateway.reservations.Reservation.Times;
import io.spotmanager.workflow.operation.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a reservation that may begin from 02:00 on and before 04:00. */
class DueDecisionTest {
    private static Reservation reservation(boolean endIfRefused) {
        var command = new Command("migration", "host-1", Json.MAPPER.createObjectNode(), "anna", null, null);
        return new Reservation(
                UUID.randomUUID(),
                null,
                ReservationState.PLANNED,
                new StoredCommand(command, at("00:00:00"), null, "10.0.0.1", "request-1"),
                new Times(at("02:00:00"), at("04:00:00"), null, endIfRefused),
                null,
                null,
                null,
                null);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-06-13T%sZ".formatted(time));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # now    | not allowed | refused | waits for | ask                  | end
            01:59:59 | -           | -       | -         | look again 02:00:00  | look again 02:00:00
            02:00:00 | -           | -       | -         | begin                | begin
            03:59:59 | -           | -       | -         | begin                | begin
            04:00:00 | -           | -       | -         | ASKING               | MISSED
            09:00:00 | gone        | no      | busy      | ASKING               | MISSED
            02:00:00 | -           | -       | busy      | look again 02:00:10  | look again 02:00:10
            03:59:55 | -           | -       | busy      | look again 04:00:00  | look again 04:00:00
            02:00:00 | -           | no      | -         | ASKING               | REFUSED
            02:00:00 | gone        | -       | -         | ASKING               | REFUSED
            # Who may not do it does not wait either, and what holds the host may be why its checks refuse it.
            02:00:00 | gone        | -       | busy      | ASKING               | REFUSED
            02:00:00 | -           | no      | busy      | look again 02:00:10  | look again 02:00:10
            """)
    void the_time_and_the_findings_decide(
            String now,
            @Nullable String notAllowed,
            @Nullable String refused,
            @Nullable String waitsFor,
            String ifAsk,
            String ifEnd) {
        var findings = new Findings(notAllowed, refused == null ? List.of() : List.of(refused), waitsFor);

        assertThat(text(DueDecision.of(reservation(false), at(now), findings))).isEqualTo(ifAsk);
        assertThat(text(DueDecision.of(reservation(true), at(now), findings))).isEqualTo(ifEnd);
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Begin() -> "begin";
            case Verdict.Later(var at, var _) -> "look again " + at.toString().substring(11, 19);
            case Verdict.Stop(var becomes, var _) -> becomes.name();
        };
    }
}
