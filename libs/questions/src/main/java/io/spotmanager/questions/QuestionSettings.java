package io.spotmanager.questions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How questions are asked and answered.
 *
 * @param timeout how long an answer is waited for
 * @param concurrency the most questions that one process waits for or answers at the same time
 */
@ConfigurationProperties("spot.questions")
public record QuestionSettings(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("16") int concurrency) {}
