package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult.NotSent;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token's catalog lists every service of a cloud, and most of them are none of our business. */
class CatalogTest {

    private final ScriptedCloud script = new ScriptedCloud();

    @AfterEach
    void stop() {
        script.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"type": "messaging-websocket", "name": "zaqar", "endpoints": [
                  {"interface": "public", "region": "R1", "region_id": "R1", "url": "ws://10.0.0.9:9000/"}]}""",
                """
                {"type": "metric", "endpoints": [
                  {"interface": "public", "region": "R1", "region_id": "R1", "url": "host:8041"}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "public", "region": "R1", "url": null}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "public", "region": "R1"}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "public", "region": "R1", "url": ""}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "public", "region": "R1", "url": "http://%(tenant_id)s:1/{x}"}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "public", "region": "R1", "url": {"href": "http://x"}}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": "semi-public", "region": "R1", "url": "http://x"}]}""",
                """
                {"type": "metric", "endpoints": [{"interface": 7, "region": ["R1"], "region_id": {}, "url": "http://x"}]}""",
                """
                {"type": "metric", "endpoints": []}""",
                """
                {"type": "metric", "endpoints": null}""",
                """
                {"type": "metric"}""",
                """
                {"type": "metric", "endpoints": {"public": "http://x"}}""",
                """
                {"type": "metric", "endpoints": [null, "http://x", 7, []]}""",
                """
                {"type": null, "endpoints": []}""",
                """
                {"type": ["compute"], "name": {}, "endpoints": [], "enabled": "perhaps", "links": 3}""",
                "{}",
                "null",
                "\"compute\"",
                "7",
                "[]",
                """
                {"type": "compute", "name": "second nova", "endpoints": []}""",
                """
                {"type": "compute", "endpoints": [{"interface": "public", "region": "R1", "url": "nova-old:8774/v2.1"}]}"""
            })
    void anEntryThatNobodyUsesSpoilsNothing(String entry) {
        script.oddServices = entry + ",";
        var cloud = cloud();

        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Accepted.class);
        assertThat(cloud.addHost(1, "H1").problem()).isEmpty();
        assertThat(script.novaSaw.getFirst().line()).isEqualTo("POST /v2.1/os-aggregates/1/action");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"interface\": \"semi-public\", \"region\": \"R1\", \"region_id\": \"R1\", \"url\": \"http://127.0.0.1:9/semi\"}",
                "{\"region\": \"R1\", \"region_id\": \"R1\", \"url\": \"http://127.0.0.1:9/none\"}",
                "{\"interface\": null, \"region\": \"R1\", \"region_id\": \"R1\", \"url\": \"http://127.0.0.1:9/null\"}",
                "{\"interface\": \"public\", \"region\": null, \"region_id\": null, \"url\": \"http://127.0.0.1:9/\"}",
                "{\"interface\": \"public\", \"region\": \"R1\", \"region_id\": \"R1\", \"url\": \"ws://127.0.0.1:9/\"}",
                "null",
                "\"http://127.0.0.1:9\""
            })
    void anEndpointOfComputeThatCannotBeMeantIsPassedOver(String endpoint) {
        script.oddComputeEndpoints = endpoint + ",";

        assertThat(cloud().addHost(1, "H1").problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nova:8774/v2.1", "ws://nova:8774/v2.1", "nowhere at all", "https:///v2.1"})
    void anAddressOfComputeThatCannotBeUsedIsToldByNameWithTheWayOut(String url) {
        script.computeUrl = url;
        var cloud = cloud();

        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Rejected.class);
        assertThat(cloud.check().sentence())
                .contains("compute", url, "region R1", "interface public", "openstack endpoint set");
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);
    }

    @Test
    void anAddressOfTheNetworkServiceThatCannotBeUsedStopsNetworksAloneAndIsToldByName() {
        script.networkType = "another";
        script.oddServices = """
                {"type": "network", "endpoints": [
                  {"interface": "public", "region": "R1", "region_id": "R1", "url": "neutron:9696"}]},""";
        var cloud = cloud();

        assertThat(cloud.addHost(1, "H1").problem()).isEmpty();
        assertThat(cloud.networks().networks("net").problem())
                .contains("network", "neutron:9696", "openstack endpoint set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"roles\": [{\"id\": 7, \"name\": [\"admin\"]}, null, \"admin\"],",
                "\"methods\": {\"password\": true}, \"audit_ids\": 3,",
                "\"user\": \"robot\", \"is_domain\": \"no\", \"bind\": [1],"
            })
    void whatElseIsSaidAboutATokenSpoilsNothing(String fields) {
        script.oddTokenFields = fields;

        assertThat(cloud().addHost(1, "H1").problem()).isEmpty();
    }

    private OpenStackCloud cloud() {
        return OpenStackCloud.connect(script.settings(), Clock.systemUTC());
    }
}
