package io.spotmanager.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked arrives as it was asked, and what is answered as it was answered. */
class QuestionCodecTest {
    private static final Instant AT = Instant.parse("2026-11-29T12:00:00.123456Z");
    private static final NovaServer SERVER = new NovaServer(
            "id-1", "web", new NovaServer.State("BUILD", null, null, null), "p", "n3", List.of("10.0.0.1"), AT);
    private static final LaunchAnswer LAUNCH = new LaunchAnswer(
            List.of(Check.passed("host", "It is “up”."), Check.warning("pool", "odd \"text\" ü")),
            new LaunchTarget("CANADA-1", "CA1", "n3x8", List.of(new PlannedStep("verify", "Look", "curl")), "#cloud"),
            new HostTenants(
                    List.of(new Server("s", "n", "ACTIVE", "H1", "p", "n3-L40x8")),
                    List.of(HiddenTenant.cellDown()),
                    List.of(new Unchecked(Place.PLACEMENT, "no answer"))));

    /** Answers each question with one of the examples, and notes what it was asked. */
    private static class Worker implements Answers {
        private final List<Object> asked = new ArrayList<>();

        @Override
        public CloudResult<List<NovaServer>> serversNamed(String name) {
            asked.add(name);
            return new CloudResult.Ok<>(List.of(SERVER));
        }

        @Override
        public CloudResult<List<NovaServer>> serverWithId(String id) {
            asked.add(id);
            return new CloudResult.Ok<>(List.of());
        }

        @Override
        public CloudResult<List<Network>> networks(String nameOrId) {
            asked.add(nameOrId);
            return new CloudResult.Ok<>(List.of(new Network("n-1", "storage", null, null, true, "p")));
        }

        @Override
        public CloudResult<List<Aggregate>> aggregates() {
            return new CloudResult.Ok<>(List.of(new Aggregate(7, "L40-n3", List.of("H1"), null, Map.of("a_b", "C"))));
        }

        @Override
        public CloudResult<List<Firewall>> firewallWithId(long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CloudResult<HostObservation> hostNow(String host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CloudResult<ProviderVms> listedVms() {
            return new CloudResult.Ok<>(new ProviderVms(
                    List.of(new Vm(
                            9,
                            "vm",
                            null,
                            null,
                            new VmCondition("ACTIVE", null, null, null, "192.0.2.1", null),
                            List.of("spot"),
                            null)),
                    List.of("a row was left out")));
        }

        @Override
        public CloudResult<LaunchAnswer> launch(LaunchRequest request) {
            asked.add(request);
            return new CloudResult.Ok<>(LAUNCH);
        }

        @Override
        public CloudResult<RetireAnswer> retirement(RetireRequest request) {
            asked.add(request);
            return new CloudResult.Ok<>(new RetireAnswer(
                    LAUNCH.checks(), List.of(new PlannedStep("delete VM", "Wait", "curl")), LAUNCH.tenants()));
        }

        @Override
        public CloudResult<AdoptAnswer> adoption(String hostname) {
            asked.add(hostname);
            return new CloudResult.Ok<>(new AdoptAnswer(LAUNCH.checks(), List.of(), List.of()));
        }

        @Override
        public CloudResult<FirewallAnswer> firewallAttachment(AttachFirewallRequest request) {
            asked.add(request);
            return new CloudResult.Ok<>(
                    new FirewallAnswer(LAUNCH.checks(), List.of(new PlannedStep("attach firewall", "Attach", "curl"))));
        }
    }

    private static <A> CloudResult<A> ask(Question<A> question, Answers answers) {
        return QuestionCodec.decode(QuestionCodec.answer(QuestionCodec.encode(question), answers), question);
    }

    static Stream<Question<?>> questions() {
        return Stream.of(
                new Question.ServersNamed("web"),
                new Question.ServerWithId("id-1"),
                new Question.Networks("storage"),
                new Question.Aggregates(),
                new Question.ListedVms(),
                new Question.Launch(new LaunchRequest("H1", "Debian 12", null, true)),
                new Question.Retirement(new RetireRequest("H1", false, 24)),
                new Question.Adoption("H2"),
                new Question.FirewallAttachment(new AttachFirewallRequest("H1", 971, null)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void an_answer_says_what_the_worker_said(Question<?> question) {
        assertThat((Object) ask(question, new Worker())).isEqualTo(new Worker().to(question));
    }

    @Test
    void the_worker_is_asked_what_was_asked() {
        var worker = new Worker();

        questions().forEach(question -> ask(question, worker));

        assertThat(worker.asked)
                .containsExactly(
                        "web",
                        "id-1",
                        "storage",
                        new LaunchRequest("H1", "Debian 12", null, true),
                        new RetireRequest("H1", false, 24),
                        "H2",
                        new AttachFirewallRequest("H1", 971, null));
    }

    @Test
    void a_cloud_that_cannot_be_read_is_told_in_the_words_of_the_worker() {
        var away = new Worker() {
            @Override
            public CloudResult<List<NovaServer>> serversNamed(String name) {
                return new CloudResult.Rejected<>(403, "“policy”");
            }
        };

        var answer = ask(new Question.ServersNamed("web"), away);

        assertThat(answer.readProblem()).isEqualTo("refused (403): “policy”");
    }

    @Test
    void a_worker_of_a_release_without_the_question_says_so() {
        var newer = "{\"ask\": \"firewalls-of-tomorrow\", \"about\": {}}".getBytes(StandardCharsets.UTF_8);

        var answer = QuestionCodec.decode(QuestionCodec.answer(newer, new Worker()), new Question.Aggregates());

        assertThat(answer).isInstanceOf(CloudResult.NotSent.class);
        assertThat(answer.readProblem()).contains("another release");
    }

    @Test
    void what_a_newer_release_adds_is_ignored() {
        var worker = new Worker();
        var question =
                "{\"ask\": \"networks\", \"about\": {\"name_or_id\": \"storage\", \"colour\": 1}, \"by\": \"x\"}";
        QuestionCodec.answer(question.getBytes(StandardCharsets.UTF_8), worker);
        var answer = "{\"value\": {\"all\": [], \"unread\": [], \"colour\": 1}, \"by\": \"x\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(worker.asked).containsExactly("storage");
        assertThat(QuestionCodec.decode(answer, new Question.ListedVms()))
                .isEqualTo(new CloudResult.Ok<>(new ProviderVms(List.of(), List.of())));
    }

    @Test
    void a_message_that_is_no_question_is_answered_and_asks_no_cloud() {
        var worker = new Worker();

        for (var odd : List.of("", "no json", "[]", "{\"ask\": \"launch\", \"about\": {\"request\": 7}}", "null")) {
            var answer = QuestionCodec.answer(odd.getBytes(StandardCharsets.UTF_8), worker);

            assertThat(QuestionCodec.decode(answer, new Question.Aggregates()).ok())
                    .as(odd)
                    .isFalse();
        }
        assertThat(worker.asked).isEmpty();
    }

    @Test
    void an_answer_that_is_none_is_no_finding() {
        for (var odd : List.of("", "no json", "[]", "{\"value\": \"text\"}", "{}")) {
            var answer = QuestionCodec.decode(odd.getBytes(StandardCharsets.UTF_8), new Question.ListedVms());

            assertThat(answer).as(odd).isInstanceOf(CloudResult.NotSent.class);
        }
    }
}
