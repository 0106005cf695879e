package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.RateLimiter;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only a vendor's own error document is its refusal; what stands in front of a vendor is told apart. */
class EdgeTest {

    private enum Vendor {
        HYPERSTACK(
                "{\"status\": false, \"message\": \"no\", \"error_reason\": \"forbidden\"}",
                url -> HyperstackProvider.connect(
                                HyperstackSettings.from(Map.of("HYPERSTACK_URL", url, "HYPERSTACK_API_KEY", "key")::get)
                                        .orElseThrow(),
                                RateLimiter.UNLIMITED)
                        .create(SimulatedVendors.order("x"))),
        NETBOX(
                "{\"detail\": \"no\"}",
                url -> RestNetbox.connect(
                                NetboxSettings.from(Map.of("NETBOX_URL", url, "NETBOX_TOKEN", "0123456789")::get)
                                        .orElseThrow())
                        .devices()),
        RUNPOD(
                "{\"errors\": [{\"message\": \"no\", \"extensions\": {\"code\": \"FORBIDDEN\"}}]}",
                url -> RunPodRegistry.connect(
                                RunPodSettings.from(Map.of("RUNPOD_URL", url, "RUNPOD_API_KEY", "key")::get)
                                        .orElseThrow())
                        .add("x"));

        private final String ownRefusal;
        private final Function<String, CloudResult<?>> call;

        Vendor(String ownRefusal, Function<String, CloudResult<?>> call) {
            this.ownRefusal = ownRefusal;
            this.call = call;
        }
    }

    /** The answers of edges, as reports and manuals show them. */
    private enum Edge {
        CODE("error code: 1010"),
        PAGE("<html><head><title>Attention Required! | Cloudflare</title></head></html>"),
        JSON("{\"title\": \"Error 1010: Access denied\", \"status\": 403, \"cloudflare_error\": true}"),
        GATEWAY("{\"message\": \"Forbidden\"}"),
        NOTHING("");

        private final String body;

        Edge(String body) {
            this.body = body;
        }
    }

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_in_the_vendors_own_form_is_definite(Vendor vendor) {
        server.then(403, vendor.ownRefusal);

        assertThat(vendor.call.apply(server.url()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(403));
    }

    @ParameterizedTest
    @CsvSource({
        "HYPERSTACK, CODE",
        "HYPERSTACK, PAGE",
        "HYPERSTACK, JSON",
        "HYPERSTACK, GATEWAY",
        "HYPERSTACK, NOTHING",
        "NETBOX, CODE",
        "NETBOX, PAGE",
        "NETBOX, JSON",
        "NETBOX, GATEWAY",
        "NETBOX, NOTHING",
        "RUNPOD, CODE",
        "RUNPOD, PAGE",
        "RUNPOD, JSON",
        "RUNPOD, GATEWAY",
        "RUNPOD, NOTHING"
    })
    void a_refusal_in_another_form_comes_from_something_in_front_of_the_vendor(Vendor vendor, Edge edge) {
        server.then(403, edge.body);

        CloudResult<?> answer = vendor.call.apply(server.url());

        assertThat(answer).isNotInstanceOf(Rejected.class);
        assertThat(answer.problem()).contains("403", "something in front of it");
    }
}
