package io.spotmanager.gateway.questions;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.questions.BrokerQuestions;
import io.spotmanager.questions.QuestionSettings;
import io.spotmanager.questions.QuestionTopology;
import io.spotmanager.questions.Questions;
import java.util.concurrent.ExecutorService;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans for questions: a queue of this process for the answers, and who asks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuestionSettings.class)
class QuestionsConfiguration {
    private static final String BROKER = "brokerQuestions";

    @Bean
    AnonymousQueue cloudAnswers() {
        return new AnonymousQueue();
    }

    @Bean
    Declarables questionTopology(AnonymousQueue cloudAnswers) {
        return QuestionTopology.asking(cloudAnswers);
    }

    /** Who asks gets the measured ones. */
    @Bean(defaultCandidate = false)
    BrokerQuestions brokerQuestions(
            ConnectionFactory connections,
            AnonymousQueue cloudAnswers,
            QuestionSettings settings,
            ExecutorService kernelThreads) {
        var rabbit = new RabbitTemplate(connections);
        // A broker without room blocks each connection that publishes, and with it the answers on it.
        rabbit.setUsePublisherConnection(true);
        return new BrokerQuestions(rabbit, cloudAnswers.getName(), settings, kernelThreads);
    }

    @Bean
    Questions questions(@Qualifier(BROKER) BrokerQuestions brokerQuestions, MeterRegistry registry) {
        return new TimedQuestions(brokerQuestions, registry);
    }

    @Bean
    SimpleMessageListenerContainer answerListener(
            ConnectionFactory connections,
            AnonymousQueue cloudAnswers,
            @Qualifier(BROKER) BrokerQuestions brokerQuestions) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueues(cloudAnswers);
        container.setMissingQueuesFatal(false);
        container.setAcknowledgeMode(AcknowledgeMode.NONE);
        container.setMessageListener(brokerQuestions);
        return container;
    }
}
