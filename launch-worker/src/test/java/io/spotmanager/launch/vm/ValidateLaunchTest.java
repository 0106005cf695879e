package io.spotmanager.launch.vm;

import static io.spotmanager.launch.fixture.Call.CATALOGUE;
import static io.spotmanager.launch.fixture.Call.SERVERS_ON_HOST;
import static io.spotmanager.launch.fixture.World.HOST;
import static io.spotmanager.launch.vm.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.launch.fixture.World;
import org.junit.jupiter.api.Test;

/** The rules themselves are tested beside them; here, that the worker asks them and obeys. */
class ValidateLaunchTest {
    private final StepDialogue validate = step(LaunchTable.VALIDATE);

    @Test
    void a_host_that_every_rule_allows_gets_its_flavor_by_pool_and_capacity() {
        validate.runs()
                .isDone()
                .learns("region", "CANADA-1")
                .learns("flavor", World.FLAVOR)
                .changingNothing();
    }

    @Test
    void a_host_with_nvlinks_gets_the_flavor_with_nvlinks() {
        validate.where(World::hostHasNvlinks)
                .where(world -> world.regionOffers("n3-L40x8", "n3-L40x8-NVLink"))
                .runs()
                .isDone()
                .learns("flavor", "n3-L40x8-NVLink");
    }

    @Test
    void everything_that_stands_in_the_way_is_told_at_once() {
        validate.where(World::hostIsDisabled)
                .where(world -> world.hostIsIn("L40-n3"))
                .where(world -> world.somebodyBoots("customer", HOST))
                .runs()
                .failsBecause("is disabled and up, so no VM can start there")
                .says(HOST + " is in L40-n3. A VM for RunPod is launched on a host that is in a RunPod pool alone")
                .says("1 server on " + HOST);
    }

    @Test
    void what_cannot_be_read_is_no_yes() {
        validate.answers(SERVERS_ON_HOST, SERVER_ERROR).runs().isToBeTriedAgainBecause("Nova's servers: 500");
        validate.answers(CATALOGUE, SERVER_ERROR).runs().isToBeTriedAgainBecause("500");
    }
}
