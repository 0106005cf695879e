package io.spotmanager.workflow.machine;

import java.time.Duration;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.persist.StateMachinePersister;

/**
 * Restores the library's machines from an operation's row. Unlike the library's own persister it does not stop and start the
 * machine, which costs more than the restoring itself: a machine without regions, timers and entry actions starts nothing.
 */
final class OperationStatePersister implements StateMachinePersister<String, Signal, OperationState> {
    /** Everything runs on the calling thread, so this ends only a machine that is broken. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private final OperationStatePersist rows = new OperationStatePersist();

    @Override
    public void persist(StateMachine<String, Signal> machine, OperationState row) {
        rows.write(new OperationStatePersist.Context(machine.getState().getId()), row);
    }

    @Override
    public StateMachine<String, Signal> restore(StateMachine<String, Signal> machine, OperationState row) {
        var context = rows.read(row);
        machine.getStateMachineAccessor()
                .doWithAllRegions(
                        region -> region.resetStateMachineReactively(context).block(LIMIT));
        return machine;
    }
}
