package io.spotmanager.workflow.wiring;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is remembered of the history outside of the database ({@code spot.witness.*}).
 *
 * @param dir a folder for it; null for none
 * @param every how often the database is compared, and what is new is kept
 */
@ConfigurationProperties("spot.witness")
record WitnessSettings(
        @Nullable Path dir, @DefaultValue("1s") Duration every) {}
