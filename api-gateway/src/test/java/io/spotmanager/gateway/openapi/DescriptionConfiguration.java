package io.spotmanager.gateway.openapi;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What describes the endpoints, concern by concern. */
@TestConfiguration(proxyBeanMethods = false)
class DescriptionConfiguration {
    @Bean
    SourceComments sourceComments() {
        return SourceComments.read();
    }

    @Bean
    Words words() {
        return new Words();
    }

    @Bean
    RecordSchemas recordSchemas(SourceComments comments, Words words) {
        return new RecordSchemas(comments, words);
    }

    @Bean
    Successes successes(Words words) {
        return new Successes(words, new Samples());
    }

    @Bean
    Refusals refusals() {
        return new Refusals();
    }

    @Bean
    EndpointDescriptions endpointDescriptions(
            SourceComments comments, Words words, Successes successes, Refusals refusals) {
        return new EndpointDescriptions(comments, words, new Samples(), successes, refusals);
    }

    @Bean
    WholeDescription wholeDescription(Words words, Successes successes, Refusals refusals) {
        return new WholeDescription(words, successes, refusals);
    }
}
