package io.spotmanager.launch.retire;

import io.spotmanager.testkit.StateMachineAgreement;
import org.junit.jupiter.api.Test;

class RetireAndMoveTableTest {
    @Test
    void spring_statemachine_takes_every_exit_of_the_table_and_no_other() {
        StateMachineAgreement.require(RetireAndMoveTable.TABLE);
    }
}
