/** The parts of the service as processes that can be killed, paused and started again. */
@NullMarked
package io.spotmanager.simulation.service;

import org.jspecify.annotations.NullMarked;
