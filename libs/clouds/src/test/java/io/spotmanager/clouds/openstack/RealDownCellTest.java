package io.spotmanager.clouds.openstack;

import java.time.Clock;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract on a real Nova with a cell that cannot be reached: OS_DOWN_CELL_REGION names the region of such an
 * endpoint, beside the usual credentials.
 */
@EnabledIfEnvironmentVariable(named = "OS_DOWN_CELL_REGION", matches = ".+")
class RealDownCellTest extends DownCellContract {
    private final OpenStackCloud cloud = OpenStackCloud.connect(
            OpenStackSettings.from(
                    name -> name.equals("OS_REGION_NAME") ? System.getenv("OS_DOWN_CELL_REGION") : System.getenv(name)),
            Clock.systemUTC());

    @Override
    OpenStackCloud cloud() {
        return cloud;
    }
}
