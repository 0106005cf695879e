package io.spotmanager.simulation.service;

import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.migration.DrainTable;
import io.spotmanager.migration.PlaceTable;
import io.spotmanager.migration.StockWorkflows;
import io.spotmanager.migration.WithdrawTable;
import io.spotmanager.simulation.cloud.ModelNova;
import io.spotmanager.workflow.machine.WorkflowMachine;
import java.time.InstantSource;

/** The workers that place, withdraw and drain hosts. */
final class Stock {
    private static final WorkflowMachine PLACEMENTS = WorkflowMachine.of(PlaceTable.TABLE, Parts.MACHINES);
    private static final WorkflowMachine WITHDRAWALS = WorkflowMachine.of(WithdrawTable.TABLE, Parts.MACHINES);

    private static final WorkflowMachine DRAINS = WorkflowMachine.of(DrainTable.TABLE, Parts.MACHINES);

    private Stock() {}

    static WorkerSlot placer(Parts parts, ModelNova nova, int session, int number) {
        return new WorkerSlot(
                parts,
                "placer " + number,
                session,
                clock -> workflows(nova, clock).placement(),
                PLACEMENTS);
    }

    static WorkerSlot withdrawer(Parts parts, ModelNova nova, int session, int number) {
        return new WorkerSlot(
                parts,
                "withdrawer " + number,
                session,
                clock -> workflows(nova, clock).withdrawal(),
                WITHDRAWALS);
    }

    static WorkerSlot drainer(Parts parts, ModelNova nova, int session, int number) {
        return new WorkerSlot(
                parts,
                "drainer " + number,
                session,
                clock -> workflows(nova, clock).drain(),
                DRAINS);
    }

    private static StockWorkflows workflows(ModelNova nova, InstantSource clock) {
        return new StockWorkflows(
                nova, PoolNaming.STANDARD, FleetSettings.STANDARD.types(), Installation.MOVE_WINDOW, clock);
    }
}
