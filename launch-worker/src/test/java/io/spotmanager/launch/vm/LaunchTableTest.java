package io.spotmanager.launch.vm;

import io.spotmanager.testkit.StateMachineAgreement;
import org.junit.jupiter.api.Test;

class LaunchTableTest {
    @Test
    void spring_statemachine_takes_every_exit_of_the_table_and_no_other() {
        StateMachineAgreement.require(LaunchTable.TABLE);
    }
}
