package io.spotmanager.system.broker;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.questions.AdoptAnswer;
import io.spotmanager.questions.Answers;
import io.spotmanager.questions.BrokerQuestions;
import io.spotmanager.questions.FirewallAnswer;
import io.spotmanager.questions.LaunchAnswer;
import io.spotmanager.questions.ProviderVms;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.QuestionConsumers;
import io.spotmanager.questions.QuestionSettings;
import io.spotmanager.questions.QuestionTopology;
import io.spotmanager.questions.RetireAnswer;
import io.spotmanager.system.harness.Broker;
import io.spotmanager.system.harness.Moments;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.support.GenericApplicationContext;

/** Questions as a gateway asks them, and workers that answer, wired as in these parts. */
final class QuestionMessaging implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** A server that is found only after the time-out. */
    static final String SLOW = "slow";

    private static final long RECOVERY_MILLIS = 250;

    private final Broker broker;
    private final CachingConnectionFactory connections;
    private final GenericApplicationContext context = new GenericApplicationContext();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMessageListenerContainer answers;
    private final BrokerQuestions questions;

    QuestionMessaging(Broker broker) {
        this.broker = broker;
        connections = connections(broker);
        var queue = new AnonymousQueue();
        context.registerBean("answers", AnonymousQueue.class, () -> queue);
        context.registerBean("questions", Declarables.class, () -> QuestionTopology.asking(queue));
        declare(context, connections);
        questions = new BrokerQuestions(
                new RabbitTemplate(connections), queue.getName(), new QuestionSettings(TIMEOUT, 16), threads);
        answers = new SimpleMessageListenerContainer(connections);
        answers.setQueues(queue);
        answers.setMessageListener(questions);
        start(answers);
    }

    private static CachingConnectionFactory connections(Broker broker) {
        var connections = new CachingConnectionFactory("127.0.0.1", broker.port());
        connections.setUsername(broker.user());
        connections.setPassword(broker.password());
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        connections.setConnectionTimeout((int) TIMEOUT.toMillis());
        return connections;
    }

    private static void declare(GenericApplicationContext context, CachingConnectionFactory connections) {
        context.registerBean(RabbitAdmin.class, () -> new RabbitAdmin(connections));
        context.refresh();
        context.getBean(RabbitAdmin.class).initialize();
    }

    private static void start(SimpleMessageListenerContainer container) {
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(RECOVERY_MILLIS);
        container.setFailedDeclarationRetryInterval(RECOVERY_MILLIS);
        container.setShutdownTimeout(RECOVERY_MILLIS);
        container.afterPropertiesSet();
        container.start();
    }

    /** Starts a worker that knows every server. */
    Worker worker(int concurrency) {
        return new Worker(broker, concurrency);
    }

    <A> CloudResult<A> ask(Question<A> question) {
        return questions.ask(question);
    }

    List<String> namesOfServers(String name) {
        var answer = ask(new Question.ServersNamed(name));
        return answer.found().orElseThrow(() -> new AssertionError(answer.readProblem())).stream()
                .map(NovaServer::name)
                .toList();
    }

    @Override
    public void close() {
        answers.stop();
        context.close();
        connections.destroy();
        threads.close();
    }

    static final class Worker implements AutoCloseable, Answers {
        private final CachingConnectionFactory connections;
        private final GenericApplicationContext context = new GenericApplicationContext();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final SimpleMessageListenerContainer consumers;

        private Worker(Broker broker, int concurrency) {
            connections = connections(broker);
            context.registerBean("answering", Declarables.class, QuestionTopology::answering);
            declare(context, connections);
            consumers = QuestionConsumers.of(connections, this, new QuestionSettings(TIMEOUT, concurrency), threads);
            start(consumers);
        }

        @Override
        public CloudResult<List<NovaServer>> serversNamed(String name) {
            if (name.equals(SLOW)) {
                Moments.pass(TIMEOUT.plusMillis(500));
            }
            var state = new NovaServer.State("ACTIVE", null, null, null);
            return new CloudResult.Ok<>(List.of(new NovaServer("id", name, state, "p", "n3", List.of(), null)));
        }

        @Override
        public CloudResult<List<NovaServer>> serverWithId(String id) {
            return new CloudResult.Ok<>(List.of());
        }

        @Override
        public CloudResult<List<Network>> networks(String nameOrId) {
            return new CloudResult.Ok<>(List.of());
        }

        @Override
        public CloudResult<HostObservation> hostNow(String host) {
            return new CloudResult.NotSent<>("nobody asks that here");
        }

        @Override
        public CloudResult<List<Firewall>> firewallWithId(long id) {
            return new CloudResult.Ok<>(List.of());
        }

        @Override
        public CloudResult<List<Aggregate>> aggregates() {
            return new CloudResult.Ok<>(List.of());
        }

        @Override
        public CloudResult<ProviderVms> listedVms() {
            return new CloudResult.Ok<>(new ProviderVms(List.of(), List.of()));
        }

        @Override
        public CloudResult<LaunchAnswer> launch(LaunchRequest request) {
            return new CloudResult.NotSent<>("launches are off");
        }

        @Override
        public CloudResult<RetireAnswer> retirement(RetireRequest request) {
            return new CloudResult.NotSent<>("launches are off");
        }

        @Override
        public CloudResult<AdoptAnswer> adoption(String hostname) {
            return new CloudResult.NotSent<>("launches are off");
        }

        @Override
        public CloudResult<FirewallAnswer> firewallAttachment(AttachFirewallRequest request) {
            return new CloudResult.NotSent<>("launches are off");
        }

        @Override
        public void close() {
            consumers.stop();
            context.close();
            connections.destroy();
            threads.close();
        }
    }
}
