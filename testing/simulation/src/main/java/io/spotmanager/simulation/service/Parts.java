package io.spotmanager.simulation.service;

import io.spotmanager.simulation.broker.ModelBroker;
import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.engine.Scheduler;
import java.util.List;

/**
 * What all processes of an installation share.
 *
 * @param complaints sentences about what must never happen, whatever the end is like
 */
record Parts(
        Scheduler scheduler,
        SimulationDatabase database,
        ModelBroker broker,
        Surgery surgery,
        List<String> complaints) {}
