/** Carries requests to the simulated services and their answers back, and keeps a log of both. */
@NullMarked
package io.spotmanager.simulator.http;

import org.jspecify.annotations.NullMarked;
