package io.spotmanager.migration;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How long Nova may still carry out a call that nobody knows the end of.
 *
 * @param time longer than a call may take until it is given up
 */
public record Settling(Duration time, InstantSource clock) {}
