package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Interfaces of servers beyond what was recorded of the real ones. */
class InterfacesTest {

    private final Vendors vendors = new Vendors();
    private final Cloud cloud = vendors.cloud;

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_server_that_is_building_takes_no_interface() {
        String host = vendors.emptyHost();
        vendors.ordered(host);
        vendors.pass(1);

        Reply early = attach(server(host));
        vendors.pass(3);
        Reply late = attach(server(host));

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.message("conflictingRequest")).endsWith("while it is in vm_state building");
        assertThat(late.status()).isEqualTo(200);
    }

    @Test
    void an_attach_that_answers_500_may_have_been_carried_out() {
        String server = runningServer();
        cloud.script("{\"fault\":\"error-after\",\"match\":{\"path\":\"os-interface\"},\"times\":1}");

        assertThat(attach(server).status()).isEqualTo(500);
        assertThat(storagePorts(server)).hasSize(1);
    }

    @Test
    void a_detached_port_goes_a_little_later() {
        String server = runningServer();
        String port = attach(server).json().at("/interfaceAttachment/port_id").stringValue();

        cloud.nova("DELETE", "/v2.1/servers/" + server + "/os-interface/" + port, "");

        assertThat(storagePorts(server)).hasSize(1);
        vendors.pass(1);
        assertThat(storagePorts(server)).isEmpty();
    }

    @Test
    void with_its_compute_dead_an_attach_fails_after_a_minute_and_nothing_is_attached() {
        String dead = vendors.state()
                .path("hosts")
                .valueStream()
                .filter(host -> host.path("state").stringValue().equals("down"))
                .filter(host -> !host.path("servers").isEmpty())
                .map(host -> host.path("host").stringValue())
                .findFirst()
                .orElseThrow();
        String server = cloud.get("/v2.1/servers/detail?all_tenants=1&status=ACTIVE&host=" + dead)
                .json()
                .at("/servers/0/id")
                .stringValue();

        Reply reply = attach(server);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message("computeFault")).contains("MessagingTimeout");
        assertThat(cloud.time.pauses()).contains(Duration.ofSeconds(60));
        assertThat(storagePorts(server)).isEmpty();
    }

    @Test
    void neutron_tells_networks_by_name_and_by_id_and_ports_by_server() {
        String id = cloud.get("/network/v2.0/networks?name=storage-net")
                .json()
                .at("/networks/0/id")
                .stringValue();
        String server = runningServer();
        attach(server);

        assertThat(cloud.get("/network/v2.0/networks/" + id)
                        .json()
                        .at("/network/name")
                        .stringValue())
                .isEqualTo("storage-net");
        assertThat(cloud.get("/network/v2.0/networks/nowhere").status()).isEqualTo(404);
        assertThat(cloud.get("/network/v2.0/ports?device_id=" + server + "&network_id=" + id)
                        .json()
                        .path("ports")
                        .size())
                .isEqualTo(1);
        assertThat(vendors.state().path("ports"))
                .filteredOn(port -> port.path("network").stringValue().equals("storage-net"))
                .hasSize(1);
    }

    @Test
    void a_member_sees_its_own_and_shared_networks_only() {
        cloud.as("acme-user", "acme");

        List<String> names = cloud.get("/network/v2.0/networks")
                .json()
                .path("networks")
                .valueStream()
                .map(network -> network.path("name").stringValue())
                .toList();

        assertThat(names).containsExactlyInAnyOrder("storage-net", "acme-net");
    }

    private String runningServer() {
        String host = vendors.emptyHost();
        vendors.running(host);
        return server(host);
    }

    private String server(String host) {
        return cloud.get("/v2.1/servers/detail?all_tenants=1&host=" + host)
                .json()
                .at("/servers/0/id")
                .stringValue();
    }

    private Reply attach(String server) {
        return cloud.post(
                "/v2.1/servers/" + server + "/os-interface",
                "{\"interfaceAttachment\":{\"net_id\":\"%s\"}}"
                        .formatted(cloud.ids().get("storage-net")));
    }

    private List<JsonNode> storagePorts(String server) {
        Map<String, String> ids = cloud.ids();
        return cloud.get("/v2.1/servers/" + server + "/os-interface")
                .json()
                .path("interfaceAttachments")
                .valueStream()
                .filter(port -> port.path("net_id").stringValue().equals(ids.get("storage-net")))
                .toList();
    }
}
