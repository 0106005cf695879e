package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static io.spotmanager.clouds.openstack.ScriptedCloud.text;
import static io.spotmanager.clouds.openstack.ScriptedCloud.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Rejected;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only Nova's own error document is Nova's refusal. Proxies and firewalls use the same status codes. */
class OwnRefusalTest {

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());

    @AfterEach
    void stop() {
        script.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | text/html        | <html><head><title>403 Forbidden</title></head><body>Request blocked.</body></html>
            403 | text/plain       | error code: 1010
            403 | application/json | {"message": "Forbidden"}
            400 | text/html        | <html><h1>Bad Request</h1></html>
            409 | application/json | ["conflict"]
            405 | text/plain       | method not allowed by policy
            410 | text/html        | <h1>Gone</h1>
            403 | application/json | {"error": {"code": 403, "message": "blocked", "status": "PERMISSION_DENIED"}}
            403 | application/json | {"errors": [{"code": "WAF-7", "message": "blocked"}]}
            403 | application/json | {"errors": []}
            403 | application/json | {"fault": {"code": 403, "message": "policy of the gateway"}}
            403 | application/json | {"forbidden": {"code": 1020, "message": "Access denied"}}
            403 | application/json | {"code": 403, "title": "Blocked", "message": "by rule 7"}
            409 | application/json | {"conflictingRequest": "another session of the proxy"}
            407 | text/html        | <h1>Proxy authentication required</h1>
            401 | text/html        | <h1>Sign in to the company network</h1>
            401 | application/json | {"message": "Unauthorized"}
            """)
    void a_refusal_by_something_in_front_of_nova_leaves_the_change_in_doubt(int status, String type, String body) {
        script.nova.add(text(status, type, body));

        var answer = cloud.addHost(1, "H1");

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(answer.problem()).contains(String.valueOf(status), "something in front of it");
        assertThat(script.novaSaw).hasSize(1);
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    /** A proxy may send it after it has passed the request on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html        | <h1>Request Timeout</h1>
            text/plain       | stream timeout
            application/json | {"message": "timeout"}
            """)
    void a_408_leaves_a_change_in_doubt(String type, String body) {
        script.nova.add(text(408, type, body));

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
        assertThat(script.novaSaw).hasSize(1);
    }

    @Test
    void a_proxy_that_refuses_the_change_with_the_new_token_leaves_it_in_doubt() {
        script.nova.add(unauthorized());
        script.nova.add(text(401, "text/html", "<h1>Sign in to the company network</h1>"));

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
        assertThat(script.novaSaw).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbidden", "badRequest", "conflictingRequest", "itemNotFound"})
    void a_refusal_in_novas_form_is_definite(String key) {
        script.nova.add(fault(403, key, "Policy does not allow this request."));

        assertThat(cloud.addHost(1, "H1")).isEqualTo(new Rejected<>(403, "“Policy does not allow this request.”"));
    }

    @Test
    void a_removal_that_met_another_change_in_placement_can_be_attempted_again() {
        script.nova.add(fault(409, "conflictingRequest", "Cannot remove host H1 in aggregate 1"));

        var answer = cloud.removeHost(1, "H1");

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.problem()).contains("409 “Cannot remove host H1 in aggregate 1”");
        assertThat(cloud.removeHost(1, "H1").ok()).isTrue();
    }

    @Test
    void an_addition_of_a_host_that_is_there_already_is_refused() {
        script.nova.add(fault(409, "conflictingRequest", "Aggregate 1 already has host H1."));

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Rejected.class);
    }

    @Test
    void a_web_page_at_the_address_of_the_api_is_no_answer_about_the_thing() {
        script.nova.add(text(404, "text/html", "<html><title>404 Not Found</title></html>"));

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);
    }

    @Test
    void a_refusal_of_a_read_by_a_firewall_is_no_refusal_either() {
        script.nova.add(text(403, "text/html", "<html><title>Blocked</title></html>"));
        script.usual = json(200, "{\"aggregates\": []}");

        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.aggregates().ok()).isTrue();
    }
}
