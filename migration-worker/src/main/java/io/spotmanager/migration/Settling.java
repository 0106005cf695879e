package io.spotmanager.migration;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How long Nova may still carry out a call that nobody knows the end of.
 *
 * @param time usually 60 s, as long as Nova itself waits for its own parts
 */
public record Settling(Duration time, InstantSource clock) {}
