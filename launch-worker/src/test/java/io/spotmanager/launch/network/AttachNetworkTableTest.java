package io.spotmanager.launch.network;

import io.spotmanager.testkit.StateMachineAgreement;
import org.junit.jupiter.api.Test;

class AttachNetworkTableTest {
    @Test
    void spring_statemachine_takes_every_exit_of_the_table_and_no_other() {
        StateMachineAgreement.require(AttachNetworkTable.TABLE);
    }
}
