package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.approvalOf;
import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** Launches that need a second person, because here nobody begins any command alone. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.commands=0")
@Timeout(60)
class LaunchApprovalTest {
    private static final String LAUNCH = "/api/execute-runpod-launch";

    private final Gateway gateway;
    private final Colleagues colleagues;

    LaunchApprovalTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
    }

    private String launch() {
        return Gateway.launchOn(gateway.cloud().emptyHostOf("L40-n3-runpod"));
    }

    @Test
    void a_launcher_approves_what_another_launcher_asked_for() {
        gateway.readsTheCloud();
        var lena = colleagues.person("lena", "launcher");
        var lars = colleagues.person("lars", "launcher");
        var preview = lena.post("/api/preview-runpod-launch", launch()).is(200).json();

        var id = approvalOf(lena.post(LAUNCH, launch()).is(202));

        assertThat(colleagues.approval(id).at("/preview/checks")).isEqualTo(preview.path("checks"));
        assertThat(colleagues.approval(id).at("/preview/commands")).hasSameSizeAs(preview.path("steps"));
        assertThat(lars.get(Colleagues.path(id) + "/comparison").is(200).json().path("changes"))
                .isEmpty();
        approves(lena, id).isProblem(409, "own-request");
        var operation = approves(lars, id).is(200).field("operation");
        gateway.viewer()
                .get("/api/operations/" + operation)
                .is(200)
                .says("\"kind\":\"launch\"", "\"requested_by\":\"lena\"");
    }

    @Test
    void a_cloud_that_cannot_be_read_lets_nobody_approve() {
        gateway.readsTheCloud();
        var lena = colleagues.person("lena", "launcher");
        var lars = colleagues.person("lars", "launcher");
        var id = approvalOf(lena.post(LAUNCH, launch()).is(202));

        gateway.cloud().fails("/hyperstack/v1/core/firewalls", "conflict");

        approves(lars, id).isProblem(503, "cloud-unavailable");
        assertThat(colleagues.state(id)).isEqualTo("PENDING");
        assertThat(colleagues.operations()).isEmpty();
    }
}
