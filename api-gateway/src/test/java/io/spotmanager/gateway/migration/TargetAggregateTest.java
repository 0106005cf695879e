package io.spotmanager.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class TargetAggregateTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;

    TargetAggregateTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @ParameterizedTest(name = "a host of {0} as {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            L40-n3-spot    | ondemand | L40-n3
            L40-n3-spot    | runpod   | L40-n3-runpod
            L40-n3-spot    | spot     | L40-n3-spot
            A100-n3-spot   | runpod   | A100-n3-runpod
            A100-n3-spot   | OnDemand | A100-n3
            H100-n3-spot   | runpod   | H100-n3-runpod
            """)
    void the_pool_of_the_hosts_own_gpu_type_is_found_also_an_empty_one(String source, String wanted, String target) {
        var host = cloud.emptyHostOf(source);

        var reply = target(host, wanted).is(200);

        assertThat(reply.field("host")).isEqualTo(host);
        assertThat(reply.field("gpu_type")).isEqualTo(source.replaceFirst("-n3.*", ""));
        assertThat(reply.field("source_aggregate")).isEqualTo(source);
        assertThat(reply.field("target_aggregate")).isEqualTo(target);
    }

    @Test
    void a_host_with_nvlink_stays_with_nvlink_where_it_can() {
        assertThat(target(cloud.busyHostOf("A100-n3-NVLink"), "ondemand").field("target_aggregate"))
                .isEqualTo("A100-n3-NVLink");
    }

    @Test
    void one_variant_of_several_may_be_wanted() {
        var host = cloud.emptyHostOf("A100-n3-spot");

        assertThat(target(host, "ondemand&variant=A100-n3-NVLink").field("target_aggregate"))
                .isEqualTo("A100-n3-NVLink");
        target(host, "ondemand&variant=L40-n3")
                .isProblem(404, "not-found")
                .says("There is no ondemand pool named L40-n3 for A100", "A100-n3-NVLink");
    }

    @Test
    void a_wrong_type_is_refused_with_the_right_ones() {
        target(cloud.emptyHostOf("L40-n3-spot"), "reserved")
                .isProblem(400, "invalid-request")
                .says("target_type is 'reserved' and must be ondemand, spot or runpod");
    }

    @Test
    void an_unknown_host_is_not_found() {
        target("CA1-ESC8-L40-99", "spot").isProblem(404, "not-found").says("CA1-ESC8-L40-99 is in no pool");
    }

    @Test
    void a_host_of_a_contract_goes_by_its_own_gpu_type() {
        var host = cloud.busyHostOf("contract-initech-reserved");

        var reply = target(host, "spot").is(200);

        assertThat(reply.field("gpu_type")).isEqualTo("H100");
        assertThat(reply.field("target_aggregate")).isEqualTo("H100-n3-spot");
    }

    @Test
    void where_nothing_tells_the_gpu_type_nothing_is_guessed() {
        var host = cloud.busyHostOf("contract-initech-reserved");
        gateway.tamper("update host set gpu_type = null where name = '" + host + "'");

        target(host, "spot").isProblem(404, "not-found").says("Name the target aggregate yourself");
    }

    @Test
    void what_is_missing_is_named() {
        gateway.viewer()
                .get("/api/get-target-aggregate?target_type=spot")
                .is(400)
                .says("host");
        gateway.viewer().get("/api/get-target-aggregate?host=H1").is(400).says("target_type");
    }

    @Test
    void it_needs_no_cloud_that_answers() {
        cloud.fails("conflict");

        target(cloud.emptyHostOf("L40-n3-spot"), "ondemand").is(200);
    }

    private Reply target(String host, String typeAndMore) {
        return gateway.viewer().get("/api/get-target-aggregate?host=%s&target_type=%s".formatted(host, typeAndMore));
    }
}
