package io.spotmanager.simulation.service;

import io.spotmanager.simulation.broker.ModelBroker;
import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.engine.Scheduler;
import io.spotmanager.workflow.machine.StateMachineSettings;
import java.time.Duration;
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
        List<String> complaints) {
    /**
     * The tables decide alone. Tests of each workflow show that the library's machines say the same; here they would take a third of
     * the time, and wait for each other in real time.
     */
    static final StateMachineSettings MACHINES = new StateMachineSettings(false, null, Duration.ZERO);
}
