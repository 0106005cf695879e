package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedDownCellTest extends DownCellContract {
    private final Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private Simulator simulator = start(1000);
    private OpenStackCloud cloud = connect(Clock.systemUTC());

    SimulatedDownCellTest() {
        setDown(LOST_HOSTS);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_first_page_that_is_full_has_no_room_for_unknown_servers_and_is_not_believed() {
        simulator.close();
        simulator = start(5);
        cloud = connect(Clock.systemUTC());
        setDown(LOST_HOSTS);

        assertThat(cloud.servers()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.servers().readProblem()).contains("4 compute services are UNKNOWN");

        setDown(List.of());
        assertThat(cloud.servers().found().orElseThrow()).hasSize(20).allMatch(Server::isKnown);
    }

    /** The node of such a host is replaced only together with its provider in placement. */
    @Test
    void a_healthy_host_whose_compute_node_was_read_before_can_still_be_asked_about() {
        var later = new Object() {
            private Instant time = now;
        };
        cloud = connect(new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return later.time;
            }
        });
        setDown(List.of());
        assertThat(cloud.tenantsOn(HEALTHY).ok()).isTrue();
        setDown(LOST_HOSTS);

        later.time = now.plus(Duration.ofMinutes(30));
        assertThat(cloud.tenantsOn(HEALTHY).ok()).isTrue();
        assertThat(cloud.tenantsOn(LOST)).isInstanceOf(Indeterminate.class);

        later.time = now.plus(Duration.ofHours(2));
        assertThat(cloud.tenantsOn(HEALTHY)).isInstanceOf(Indeterminate.class);
    }

    private static Simulator start(int maxLimit) {
        try {
            return Simulator.start(SimulatorOptions.defaults().withFleet("real").withMaxLimit(maxLimit));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private OpenStackCloud connect(Clock clock) {
        return OpenStackCloud.connect(
                OpenStackSettings.from(name -> switch (name) {
                    case "OS_AUTH_URL" -> simulator.authUrl().toString();
                    case "OS_USERNAME" -> "admin";
                    case "OS_PASSWORD" ->
                        SimulatorOptions.defaults().credentials().password();
                    case "OS_PROJECT_NAME" -> "admin";
                    default -> null;
                }),
                clock);
    }

    private void setDown(List<String> hosts) {
        String names = hosts.isEmpty() ? "" : "\"" + String.join("\", \"", hosts) + "\"";
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/_simulator/hidden-tenants"))
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"unreachableHosts\": [" + names + "]}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    OpenStackCloud cloud() {
        return cloud;
    }
}
