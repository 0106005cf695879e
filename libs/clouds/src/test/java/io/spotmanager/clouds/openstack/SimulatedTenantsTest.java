package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SimulatedTenantsTest extends TenantsContract {
    private final Simulator simulator;
    private final OpenStackCloud cloud;

    SimulatedTenantsTest() throws IOException {
        simulator = Simulator.start(SimulatorOptions.defaults().withFleet("real"));
        cloud = OpenStackCloud.connect(
                OpenStackSettings.from(name -> switch (name) {
                    case "OS_AUTH_URL" -> authUrl();
                    case "OS_USERNAME" -> "admin";
                    case "OS_PASSWORD" -> simulatorPassword();
                    case "OS_PROJECT_NAME" -> "admin";
                    default -> null;
                }),
                Clock.systemUTC());
    }

    @Override
    void stop() {
        simulator.close();
    }

    private static String simulatorPassword() {
        return SimulatorOptions.defaults().credentials().password();
    }

    @Test
    void an_allocation_left_over_is_told_as_such() {
        control("{\"leftOver\": {\"a-consumer-that-is-gone\": \"" + HOST + "\"}}");

        assertThat(tenants().hidden())
                .extracting(HiddenTenant::kind, HiddenTenant::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.LEFT_OVER, "a-consumer-that-is-gone"));
    }

    @Test
    void a_cell_out_of_reach_makes_its_hosts_unknown() {
        // Nova names no compute node of any cell while one is down, so the healthy host's has to be known before.
        assertThat(cloud.tenantsOn(HOST).ok()).isTrue();
        control("{\"unreachableHosts\": [\"CA1-ESC8-L40-02\"]}");

        assertThat(cloud.tenantsOn("CA1-ESC8-L40-02").ok()).isFalse();
        assertThat(cloud.tenantsOn(HOST).ok()).isTrue();
        assertThat(cloud.servers().found().orElseThrow()).anyMatch(server -> !server.isKnown());
        assertThat(cloud.computeServices().found().orElseThrow())
                .filteredOn(service -> !service.known())
                .extracting(ComputeService::host)
                .containsExactly("CA1-ESC8-L40-02");
    }

    @Test
    void a_live_migration_that_is_not_over_holds_the_target_before_any_list_of_servers_shows_it_there() {
        String live = serverOn("US1-H100-03");
        control("""
                {"migrations": [{"server": "%s", "type": "live-migration", "source": "US1-H100-03", "target": "%s",
                  "status": "running"}]}""".formatted(live, HOST));

        assertThat(tenants().servers()).isEmpty();
        assertThat(tenants().hidden())
                .extracting(HiddenTenant::kind, HiddenTenant::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.MIGRATION, live));
        assertThat(cloud.migrations().found().orElseThrow()).hasSize(1);
    }

    @Test
    void an_evacuated_server_keeps_the_host_that_it_left_until_that_is_back() {
        String evacuated = serverOn("US1-H100-03");
        control("""
                {"migrations": [{"server": "%s", "type": "evacuation", "source": "%s", "target": "US1-H100-03",
                  "status": "done"}], "placementForbidden": true}""".formatted(evacuated, HOST));

        assertThat(tenants().hidden())
                .extracting(HiddenTenant::kind, HiddenTenant::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.MIGRATION, evacuated));
    }

    /** The answer is the same 401 as for a bad token, as recorded for an application credential with access rules. */
    @Test
    void a_path_that_the_credentials_may_not_use_is_the_only_one_that_fails() {
        control("{\"unauthorizedPaths\": [\"/placement\"]}");

        assertThat(tenants().unchecked()).extracting(Unchecked::place).containsExactly(Place.PLACEMENT);
        assertThat(cloud.aggregates().ok()).isTrue();
        control("{}");
    }

    private String serverOn(String host) {
        return cloud.servers().found().orElseThrow().stream()
                .filter(server -> host.equals(server.host()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void credentials_without_placement_are_told() {
        control("{\"placementForbidden\": true}");

        assertThat(tenants().unchecked()).extracting(Unchecked::place).containsExactly(Place.PLACEMENT);
        assertThat(cloud.placementTrouble().orElseThrow()).contains("may not be asked", "403");
        control("{\"placementForbidden\": false}");
    }

    @Override
    void keepDeletedServers(boolean keep) {
        control("{\"softDelete\": " + keep + "}");
    }

    private void control(String settings) {
        send("PUT", simulator.baseUrl() + "/_simulator/hidden-tenants", settings);
    }

    @Override
    OpenStackCloud cloud() {
        return cloud;
    }

    @Override
    String authUrl() {
        return simulator.authUrl().toString();
    }

    @Override
    String logIn() {
        return logIn(simulatorPassword(), "admin");
    }

    @Override
    String novaUrl() {
        return simulator.baseUrl() + "/v2.1";
    }

    @Override
    String image() {
        return "";
    }
}
