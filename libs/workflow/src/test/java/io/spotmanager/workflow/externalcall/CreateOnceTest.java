package io.spotmanager.workflow.externalcall;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thing is created once, whatever becomes of the requests for it. */
class CreateOnceTest {
    private static final Duration WINDOW = Duration.ofSeconds(150);
    private static final Duration UNCOUNTED = Duration.ofMinutes(15);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RunContext context = new RunContext(now);
    private final CreationIntent intent = new ExternalCalls(
                    context, new CallLimits(WINDOW, UNCOUNTED, UNCOUNTED, PollInterval.STANDARD), () -> now)
            .intent("vm");
    private final Deque<Presence<String>> looks = new ArrayDeque<>();
    private int requests;

    private StepOutcome run(CloudResult<String> answer, String... seen) {
        looks.clear();
        List.of(seen).forEach(each -> looks.add(each.isEmpty() ? new Presence.Absent<>() : new Presence.Found<>(each)));
        var once = new CreateOnce<>(
                intent, looks::pop, name -> new StepOutcome.Done(intent.completed(Map.of("name", name))));
        return once.findOrCreate(() -> once.afterCreate(
                intent.ask("asking", () -> {
                    requests++;
                    assertThat(intent.pending()).isTrue();
                    return answer;
                }),
                no -> new StepOutcome.Failed(no.message())));
    }

    private static StepOutcome done(String name) {
        return new StepOutcome.Done(Map.of("name", name, "vm_pending", false));
    }

    @Test
    void what_is_there_is_not_asked_for() {
        assertThat(run(new CloudResult.Ok<>("new"), "old")).isEqualTo(done("old"));
        assertThat(requests).isZero();
    }

    @Test
    void what_is_not_there_is_asked_for() {
        assertThat(run(new CloudResult.Ok<>("new"), "")).isEqualTo(done("new"));
        assertThat(intent.askedAt()).contains(now);
    }

    @Test
    void an_unclear_request_is_looked_after_and_repeated_only_when_it_can_bring_nothing_any_more() {
        assertThat(run(new CloudResult.Indeterminate<>("no answer"), "", ""))
                .isEqualTo(new StepOutcome.Retry("no answer; nothing is to be seen of it yet"));
        assertThat(intent.openUntil()).contains(now.plus(WINDOW));
        assertThat(run(new CloudResult.Ok<>("second"), "")).isInstanceOf(StepOutcome.WaitUntil.class);
        assertThat(requests).isEqualTo(1);

        now = now.plus(WINDOW);
        assertThat(run(new CloudResult.Ok<>("second"), "")).isEqualTo(done("second"));
    }

    @Test
    void an_unclear_request_that_brought_the_thing_is_done() {
        assertThat(run(new CloudResult.Indeterminate<>("no answer"), "", "new")).isEqualTo(done("new"));
    }

    @Test
    void a_request_that_was_not_sent_or_was_refused_leaves_nothing_open() {
        assertThat(run(new CloudResult.NotSent<>("the circuit is open"), "")).isInstanceOf(StepOutcome.WaitUntil.class);
        assertThat(intent.pending()).isFalse();

        assertThat(run(new CloudResult.Rejected<>(403, "no"), "")).isEqualTo(new StepOutcome.Failed("no"));
        assertThat(intent.pending()).isFalse();
    }

    @Test
    void a_conflict_means_a_look_and_leaves_the_request_open() {
        assertThat(run(new CloudResult.Rejected<>(409, "taken"), "", "ours")).isEqualTo(done("ours"));
        assertThat(run(new CloudResult.Rejected<>(409, "taken"), "")).isInstanceOf(StepOutcome.WaitUntil.class);
    }

    @Test
    void what_may_still_come_is_looked_for_now_and_then_and_at_the_very_end() {
        var asked = now;
        run(new CloudResult.Indeterminate<>("no answer"), "", "");

        now = asked.plusSeconds(40);
        assertThat(intent.waiting("it may come"))
                .contains(new StepOutcome.WaitUntil(asked.plusSeconds(50), "it may come"));

        now = asked.plus(WINDOW).minusSeconds(3);
        assertThat(intent.waiting("it may come"))
                .contains(new StepOutcome.WaitUntil(asked.plus(WINDOW), "it may come"));
    }
}
