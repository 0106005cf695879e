package io.spotmanager.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudResultTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final CloudResult<String> ANSWER = new Ok<>("host");
    private static final CloudResult<String> MISSING = new Rejected<>(404, "no such host");
    private static final CloudResult<String> REFUSED = new Rejected<>(409, "is there already");
    private static final CloudResult<String> UNCLEAR = new Indeterminate<>("500 from Nova", NOON);
    private static final CloudResult<String> NOT_SENT = new NotSent<>("no connection", NOON);
    private static final List<CloudResult<String>> ERRORS = List.of(MISSING, REFUSED, UNCLEAR, NOT_SENT);

    @Test
    void only_an_answer_has_a_value_and_no_problem() {
        assertThat(ANSWER.ok()).isTrue();
        assertThat(ANSWER.found()).contains("host");
        assertThat(ANSWER.problem()).isEmpty();
        assertThat(ANSWER.readProblem()).isEmpty();
        assertThat(ERRORS).allSatisfy(error -> {
            assertThat(error.ok()).isFalse();
            assertThat(error.found()).isEmpty();
        });
    }

    @Test
    void only_a_404_says_that_it_does_not_exist() {
        assertThat(MISSING.notFound()).isTrue();
        assertThat(List.of(ANSWER, REFUSED, UNCLEAR, NOT_SENT)).noneMatch(CloudResult::notFound);
    }

    @Test
    void a_problem_says_what_became_of_a_change_and_that_of_a_read_does_not() {
        assertThat(ERRORS)
                .extracting(CloudResult::problem)
                .containsExactly(
                        "refused (404): no such host",
                        "refused (409): is there already",
                        "unclear whether it was carried out: 500 from Nova",
                        "not carried out: no connection");
        assertThat(ERRORS)
                .extracting(CloudResult::readProblem)
                .containsExactly(
                        "refused (404): no such host",
                        "refused (409): is there already",
                        "500 from Nova",
                        "no connection");
    }

    @Test
    void the_time_that_the_cloud_asked_for_is_kept_whatever_becomes_of_the_answer() {
        for (var waiting : List.of(UNCLEAR, NOT_SENT)) {
            assertThat(waiting.askedToWaitUntil()).contains(NOON);
            assertThat(waiting.map(String::length).askedToWaitUntil()).contains(NOON);
            assertThat(CloudResult.named("Nova", waiting).askedToWaitUntil()).contains(NOON);
        }
        assertThat(List.of(ANSWER, MISSING, new Indeterminate<String>("500"), new NotSent<String>("503")))
                .allSatisfy(other -> assertThat(other.askedToWaitUntil()).isEmpty());
    }

    @Test
    void an_answer_is_changed_and_continued_and_an_error_stays_what_it_is() {
        assertThat(ANSWER.map(String::length)).isEqualTo(new Ok<>(4));
        assertThat(ANSWER.then(_ -> REFUSED)).isEqualTo(REFUSED);
        assertThat(ERRORS).allSatisfy(error -> {
            assertThat(error.map(String::length)).isEqualTo(error);
            assertThat(error.then(_ -> ANSWER)).isEqualTo(error);
        });
    }

    @Test
    void the_name_of_the_source_stands_before_each_error() {
        assertThat(CloudResult.named("Nova", ANSWER)).isEqualTo(ANSWER);
        assertThat(ERRORS)
                .extracting(error -> CloudResult.named("Nova", error))
                .containsExactly(
                        new Rejected<>(404, "Nova: no such host"),
                        new Rejected<>(409, "Nova: is there already"),
                        new Indeterminate<>("Nova: 500 from Nova", NOON),
                        new NotSent<>("Nova: no connection", NOON));
    }

    @Test
    void a_guard_counts_for_the_calls_within_it_alone() {
        assertThat(SendGuard.<Boolean>whileAllowed(() -> false, SendGuard::allows))
                .isFalse();
        assertThat(SendGuard.<Boolean>whileAllowed(() -> true, SendGuard::allows))
                .isTrue();
        assertThat(SendGuard.allows()).isTrue();
    }

    @Test
    void a_cloud_that_answers_is_of_use_also_if_it_is_busy_or_does_not_know_the_thing() {
        assertThat(new CloudResult.Ok<>("there").trouble()).isEmpty();
        assertThat(new CloudResult.Rejected<>(404, "no such host").trouble()).isEmpty();
        assertThat(new CloudResult.NotSent<>("busy", Instant.EPOCH).trouble()).isEmpty();
    }

    @Test
    void a_cloud_that_refuses_our_credentials_or_does_not_answer_is_of_none() {
        assertThat(new CloudResult.Rejected<>(401, "who are you?").trouble())
                .hasValueSatisfying(cause -> assertThat(cause).contains("who are you?"));
        assertThat(new CloudResult.Rejected<>(403, "not you").trouble()).isPresent();
        assertThat(new CloudResult.Indeterminate<>("no answer within 20 s").trouble())
                .contains("no answer within 20 s");
        assertThat(new CloudResult.NotSent<>("the circuit is open").trouble()).contains("the circuit is open");
    }
}
