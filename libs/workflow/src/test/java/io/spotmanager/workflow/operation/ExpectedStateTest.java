package io.spotmanager.workflow.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operator decides about the state that the operator saw. */
class ExpectedStateTest {
    private static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");

    private final Operation waiting = new Operation(
            UUID.randomUUID(),
            new Command("move", "gpu-1", Json.MAPPER.createObjectNode(), "ann", null, null),
            new Progress("NEEDS_OPERATOR", true, 0, null, Json.MAPPER.createObjectNode(), List.of(), null),
            new Lease(null, 7),
            new AuditHead(4, "f00d"),
            new Times(NOON, NOON.plusSeconds(90), NOON.plusSeconds(60), null, null, null),
            Setbacks.NONE,
            null);

    @Test
    void who_saw_the_same_visit_to_the_same_state_may_decide() {
        assertThat(new ExpectedState("NEEDS_OPERATOR", NOON.plusSeconds(60)).matches(waiting))
                .isTrue();
    }

    @Test
    void who_saw_another_state_or_an_earlier_visit_may_not() {
        assertThat(new ExpectedState("REMOVED", NOON.plusSeconds(60)).matches(waiting))
                .isFalse();
        assertThat(new ExpectedState("NEEDS_OPERATOR", NOON).matches(waiting)).isFalse();
    }

    @Test
    void who_names_no_state_or_no_time_is_not_held_to_it() {
        assertThat(ExpectedState.ANY.matches(waiting)).isTrue();
        assertThat(new ExpectedState("NEEDS_OPERATOR", null).matches(waiting)).isTrue();
        assertThat(new ExpectedState("REMOVED", null).matches(waiting)).isFalse();
        assertThat(new ExpectedState(null, NOON).matches(waiting)).isFalse();
    }
}
