package io.spotmanager.questions;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions and answers as JSON. A question is {@code {"ask": KIND, "about": {...}}}; an answer is {@code {"value": ...}}, or {@code
 * {"problem": TEXT}} where the cloud could not be read, or {@code {"unknown": KIND}} from a worker of a release that has no such question.
 * Members are only ever added, and members that a release does not know are ignored.
 */
public final class QuestionCodec {
    /** Unlike requests to the API: what a newer release adds to a message is no mistake of a person. */
    private static final JsonMapper JSON = Json.MAPPER
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String ASK = "ask";
    private static final String ABOUT = "about";
    private static final String VALUE = "value";
    private static final String PROBLEM = "problem";
    private static final String UNKNOWN = "unknown";

    private enum Kind {
        SERVERS_NAMED("servers-named", Question.ServersNamed.class, new TypeReference<List<NovaServer>>() {}),
        SERVER_WITH_ID("server-with-id", Question.ServerWithId.class, new TypeReference<List<NovaServer>>() {}),
        NETWORKS("networks", Question.Networks.class, new TypeReference<List<Network>>() {}),
        AGGREGATES("aggregates", Question.Aggregates.class, new TypeReference<List<Aggregate>>() {}),
        HOST_NOW("host-now", Question.HostNow.class, new TypeReference<HostObservation>() {}),
        FIREWALL_WITH_ID("firewall-with-id", Question.FirewallWithId.class, new TypeReference<List<Firewall>>() {}),
        LISTED_VMS("listed-vms", Question.ListedVms.class, new TypeReference<ProviderVms>() {}),
        LAUNCH("launch", Question.Launch.class, new TypeReference<LaunchAnswer>() {}),
        RETIREMENT("retirement", Question.Retirement.class, new TypeReference<RetireAnswer>() {}),
        ADOPTION("adoption", Question.Adoption.class, new TypeReference<AdoptAnswer>() {}),
        FIREWALL_ATTACHMENT(
                "firewall-attachment", Question.FirewallAttachment.class, new TypeReference<FirewallAnswer>() {});

        private final String word;
        private final Class<? extends Question<?>> question;
        private final TypeReference<?> answer;

        Kind(String word, Class<? extends Question<?>> question, TypeReference<?> answer) {
            this.word = word;
            this.question = question;
            this.answer = answer;
        }

        static Kind of(Question<?> question) {
            return Arrays.stream(values())
                    .filter(kind -> kind.question.isInstance(question))
                    .findFirst()
                    .orElseThrow();
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }
    }

    private QuestionCodec() {}

    public static byte[] encode(Question<?> question) {
        var message = JSON.createObjectNode();
        message.put(ASK, Kind.of(question).word);
        message.set(ABOUT, JSON.valueToTree(question));
        return JSON.writeValueAsBytes(message);
    }

    /** Returns the answer to an encoded question, encoded. Blocks as {@link Answers} does; never throws for a message that cannot be read. */
    public static byte[] answer(byte[] question, Answers answers) {
        var reply = JSON.createObjectNode();
        try {
            var message = JSON.readTree(question);
            var word = message.path(ASK).asString("");
            var kind = Kind.of(word);
            if (kind.isEmpty()) {
                reply.put(UNKNOWN, word);
            } else {
                var result = answers.to(JSON.treeToValue(message.path(ABOUT), kind.get().question));
                if (result instanceof CloudResult.Ok<?>(Object value)) {
                    reply.set(VALUE, JSON.valueToTree(value));
                } else {
                    reply.put(PROBLEM, result.readProblem());
                }
            }
        } catch (JacksonException e) {
            reply.put(PROBLEM, "the inventory worker could not read the question: " + e.getOriginalMessage());
        }
        return JSON.writeValueAsBytes(reply);
    }

    /** Returns the answer that says why there is none. */
    static byte[] problem(String why) {
        return JSON.writeValueAsBytes(JSON.createObjectNode().put(PROBLEM, why));
    }

    /** Returns what the answer to that question says; {@link CloudResult.NotSent} if the worker did not know the question. */
    @SuppressWarnings("unchecked") // what was asked decides what is answered
    public static <A> CloudResult<A> decode(byte[] answer, Question<A> question) {
        try {
            var message = JSON.readTree(answer);
            if (message.has(VALUE)) {
                return new CloudResult.Ok<>((A) read(message.path(VALUE), Kind.of(question)));
            }
            return message.has(PROBLEM)
                    ? new CloudResult.Indeterminate<>(message.path(PROBLEM).asString())
                    : new CloudResult.NotSent<>(
                            "the inventory worker is of another release and does not know this question: update it");
        } catch (JacksonException e) {
            return new CloudResult.NotSent<>(
                    "the inventory worker gave an answer that cannot be read: " + e.getOriginalMessage());
        }
    }

    private static Object read(JsonNode value, Kind kind) {
        return JSON.treeToValue(value, JSON.constructType(kind.answer));
    }
}
