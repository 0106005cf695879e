package io.spotmanager.simulator.netbox;

import java.util.List;
import java.util.Random;

/** Who owns hosts: investors, the cloud's own company, and one who belongs to nobody. */
final class Tenants {

    private static final Named INVESTORS = Named.of(1, "Investors");
    private static final Named HOUSE = Named.of(2, "Cloud House");
    private static final List<Tenant> ALL = List.of(
            new Tenant(Named.of(1, "Acme Capital"), INVESTORS),
            new Tenant(Named.of(2, "Globex Holding"), INVESTORS),
            new Tenant(Named.of(3, "Initech Estate"), INVESTORS),
            new Tenant(Named.of(4, "Cloud Operations"), HOUSE),
            new Tenant(Named.of(5, "Umbra Leasing"), null));

    List<Tenant> all() {
        return ALL;
    }

    Tenant any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
